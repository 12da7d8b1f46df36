import { once, setMaxListeners } from 'node:events';

/** The calls of this process that have money set aside: when one of them lands, some of it may come back. */
export class InFlight {
	readonly #landings = new EventTarget();
	#calls = 0;

	public constructor() {
		// As many wait as there are calls without room: that is no leak.
		setMaxListeners(0, this.#landings);
	}

	/** Answers with what to call when the call is over. */
	public begin(): () => void {
		this.#calls++;
		return () => {
			this.#calls--;
			this.#landings.dispatchEvent(new Event('landed'));
		};
	}

	/** Waits for the next call to land. `false`: there is none. Throws when `signal` aborts. */
	public async next(signal: AbortSignal): Promise<boolean> {
		if (this.#calls === 0) return false;
		setMaxListeners(0, signal);
		await once(this.#landings, 'landed', { signal }).catch(() => signal.throwIfAborted());
		return true;
	}
}
