/** Why a run ends before its stages do. Every signal that a stage sees aborts with one of these. */
export type InterruptionCause = 'cancel' | 'timeout' | 'shutdown' | 'park' | 'lease-lost';

/** The reason of an aborted signal. Only `timeout` counts as an attempt. */
export class Interruption extends Error {
	public readonly interruption: InterruptionCause;

	public constructor(interruption: InterruptionCause) {
		super(`interrupted: ${interruption}`);
		this.name = 'AbortError';
		this.interruption = interruption;
	}
}

/** What interrupted a signal, if anything did. */
export function interruptionOf(signal: AbortSignal): InterruptionCause | undefined {
	if (!signal.aborted) return undefined;
	return signal.reason instanceof Interruption ? signal.reason.interruption : 'shutdown';
}
