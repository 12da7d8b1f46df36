/** Runs what has the same key one after the other, and everything else at the same time. */
export class KeyedLanes {
	readonly #last = new Map<string, Promise<unknown>>();

	public run<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
		const before = this.#last.get(key) ?? Promise.resolve();
		const run = before.then(work, work);
		const settled = run.then(
			() => {},
			() => {}
		);
		this.#last.set(key, settled);
		void settled.then(() => {
			if (this.#last.get(key) === settled) this.#last.delete(key);
		});
		return run;
	}

	/** When everything that was asked for by now has ended, well or not. */
	public async drained(): Promise<void> {
		await Promise.all(this.#last.values());
	}
}
