/** Lets at most `limit` holders in at the same time, the others in the order of their asking. */
export class Gate {
	readonly #limit: number;
	readonly #waiting: (() => void)[] = [];
	#inside = 0;

	public constructor(limit: number) {
		this.#limit = limit;
	}

	/** Waits for a place, or throws the reason of `signal`. Give the place back by calling what it answers with. */
	public async enter(signal: AbortSignal): Promise<() => void> {
		signal.throwIfAborted();
		if (this.#inside < this.#limit) this.#inside++;
		else await this.#wait(signal);
		return () => {
			// A place is handed on, never free in between: whoever asks at that moment comes after those who wait.
			const next = this.#waiting.shift();
			if (next) next();
			else this.#inside--;
		};
	}

	#wait(signal: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const enter = () => {
				signal.removeEventListener('abort', leave);
				resolve();
			};
			const leave = () => {
				this.#waiting.splice(this.#waiting.indexOf(enter), 1);
				reject(signal.reason);
			};
			this.#waiting.push(enter);
			signal.addEventListener('abort', leave, { once: true });
		});
	}
}
