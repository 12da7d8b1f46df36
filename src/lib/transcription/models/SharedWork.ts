/**
 * Work that everybody who asks for the same thing shares. Each waits for as long as they like: the work is broken off only when nobody
 * waits for it any more.
 */
export class SharedWork<Value, News> {
	readonly #running = new Map<string, Running<Value, News>>();

	/** Begins the work named `key`, or joins it. @throws what the work throws; the reason of `signal`. */
	public join(
		key: string,
		begin: (signal: AbortSignal, tell: (news: News) => void) => Promise<Value>,
		{ signal, onNews = () => {} }: { readonly signal: AbortSignal; readonly onNews?: ((news: News) => void) | undefined }
	): Promise<Value> {
		signal.throwIfAborted();
		const running = this.#running.get(key) ?? this.#begin(key, begin);
		running.listeners.add(onNews);
		if (running.last !== undefined) onNews(running.last);
		return new Promise((resolve, reject) => {
			const leave = () => {
				signal.removeEventListener('abort', giveUp);
				running.listeners.delete(onNews);
			};
			const giveUp = () => {
				leave();
				reject(signal.reason);
				if (running.listeners.size > 0) return;
				// Whoever comes now begins anew.
				this.#running.delete(key);
				running.controller.abort(signal.reason);
			};
			signal.addEventListener('abort', giveUp, { once: true });
			void running.work.then(resolve, reject).finally(leave);
		});
	}

	#begin(key: string, begin: (signal: AbortSignal, tell: (news: News) => void) => Promise<Value>): Running<Value, News> {
		const controller = new AbortController();
		const listeners = new Set<(news: News) => void>();
		const tell = (news: News) => {
			running.last = news;
			for (const listener of listeners) listener(news);
		};
		const work = begin(controller.signal, tell).finally(() => {
			if (this.#running.get(key) === running) this.#running.delete(key);
		});
		work.catch(() => {});
		const running: Running<Value, News> = { controller, listeners, work, last: undefined };
		this.#running.set(key, running);
		return running;
	}
}

interface Running<Value, News> {
	readonly controller: AbortController;
	readonly listeners: Set<(news: News) => void>;
	readonly work: Promise<Value>;
	last: News | undefined;
}
