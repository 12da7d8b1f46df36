/**
 * A signal that aborts when one of several does. Call `release` when the work is over. Not AbortSignal.any: on Node 20 a long-lived
 * signal keeps everything that was ever joined to it.
 */
export function joinSignals(...signals: readonly AbortSignal[]): { readonly signal: AbortSignal; readonly release: () => void } {
	const controller = new AbortController();
	const listeners = signals.map((signal) => ({ signal, abort: () => controller.abort(signal.reason) }));
	for (const { signal, abort } of listeners) {
		if (signal.aborted) abort();
		signal.addEventListener('abort', abort, { once: true });
	}
	const release = () => {
		for (const { signal, abort } of listeners) signal.removeEventListener('abort', abort);
	};
	return { signal: controller.signal, release };
}
