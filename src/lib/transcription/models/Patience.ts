import { setTimeout as wait } from 'node:timers/promises';
import { HubError } from './ModelHub.js';

/** Tries in a row that bring nothing new before something is given up. */
const fruitlessTries = 5;
/** A hub that wants to be left alone for longer is given up. Milliseconds. */
const longestPauseMs = 300_000;

/** How often, and after which pauses, a hub is asked again that failed. */
export class Patience {
	#fruitless = 0;

	/** `firstPauseMs`: after a try that brought something; doubles with each that brings nothing. */
	public constructor(
		private readonly firstPauseMs: number,
		private readonly signal: AbortSignal
	) {}

	/**
	 * Waits until another try makes sense. `progress`: this one brought something.
	 *
	 * @throws what failed, where another try makes none; the reason of the signal
	 */
	public async after(failure: unknown, progress: boolean): Promise<void> {
		this.signal.throwIfAborted();
		if (!(failure instanceof HubError) || failure.retryAfterMs === undefined || failure.retryAfterMs > longestPauseMs) throw failure;
		this.#fruitless = progress ? 0 : this.#fruitless + 1;
		if (this.#fruitless >= fruitlessTries) throw failure;
		const pauseMs = Math.max(failure.retryAfterMs, this.firstPauseMs * 2 ** this.#fruitless);
		await wait(pauseMs, undefined, { signal: this.signal });
	}
}
