import { setTimeout as wait } from 'node:timers/promises';

/** Waits until a condition holds, and answers with what it held by. Throws when it has not after three minutes, saying what was waited for. */
export async function waitUntil<Value>(
	what: string,
	condition: () => Promise<Value | undefined | false> | Value | undefined | false
): Promise<Value> {
	const giveUpAt = performance.now() + 180_000;
	for (;;) {
		const value = await condition();
		if (value !== undefined && value !== false) return value;
		if (performance.now() > giveUpAt) throw new Error(`waited in vain until ${what}`);
		await wait(5);
	}
}
