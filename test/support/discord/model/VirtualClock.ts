// The emulator's own time, by which tokens die, nonces are forgotten and messages grow old. A test moves it instead of waiting.
// Timestamps and ids on the wire stay real, so that a bot never sees something from its future.
export class VirtualClock {
	readonly #moved: () => void;
	#ahead = 0;

	public constructor(moved: () => void) {
		this.#moved = moved;
	}

	/** Milliseconds since the epoch, on this clock. */
	public now(): number {
		return Date.now() + this.#ahead;
	}

	/** Lets `ms` milliseconds pass at once. */
	public advance(ms: number): void {
		if (ms < 0) throw new RangeError('time does not run backwards');
		this.#ahead += ms;
		this.#moved();
	}
}
