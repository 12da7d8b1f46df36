/** A promise that a test settles when it likes. */
export interface Latch {
	readonly opened: Promise<void>;
	open(): void;
}

export function latch(): Latch {
	let open = () => {};
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { opened, open: () => open() };
}

/** Settles only by the signal's abortion, as an obedient stage that waits does. */
export function untilAborted(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		if (signal.aborted) reject(signal.reason);
		signal.addEventListener('abort', () => reject(signal.reason), { once: true });
	});
}
