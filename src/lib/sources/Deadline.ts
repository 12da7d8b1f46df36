/** A total time limit joined with somebody else's abort signal. Call `clear` when the work is over. */
export class Deadline {
	readonly #controller = new AbortController();
	readonly #timer: NodeJS.Timeout;
	readonly #outer: AbortSignal | undefined;
	#passed = false;

	/** `timeoutMs` in milliseconds. */
	public constructor(timeoutMs: number, outer?: AbortSignal) {
		this.#outer = outer;
		this.#timer = setTimeout(() => {
			this.#passed = true;
			this.#controller.abort();
		}, timeoutMs);
		outer?.addEventListener('abort', this.abort, { once: true });
		if (outer?.aborted) this.abort();
	}

	public get signal(): AbortSignal {
		return this.#controller.signal;
	}

	/** Whether the time limit ended the work, not the other signal. */
	public get passed(): boolean {
		return this.#passed;
	}

	/** Ends what is still running. */
	// Not AbortSignal.any: on Node 20 a long-lived signal keeps everything that was ever joined to it.
	public readonly abort = (): void => this.#controller.abort(this.#outer?.reason);

	public clear(): void {
		clearTimeout(this.#timer);
		this.#outer?.removeEventListener('abort', this.abort);
	}
}
