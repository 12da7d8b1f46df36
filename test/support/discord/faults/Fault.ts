// One thing that goes wrong: for which requests, how often, before or after the request took effect, and what the caller gets.
import type { LoggedRequest } from '../rest/RequestLog.js';
import { routePattern } from '../rest/RequestLog.js';

export interface RawAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/**
 * `pass`: nothing is changed. `reset`: TCP reset (ECONNRESET). `close`: the connection ends without an answer. `hang`: no answer, until
 * released. `truncate`: half an answer, then the connection ends.
 */
export type Outcome = RawAnswer | 'pass' | 'reset' | 'close' | 'hang' | 'truncate';

export interface Strike {
	readonly name: string;
	/** `before`: the request takes no effect. `after`: it does, only the answer suffers. */
	readonly moment: 'before' | 'after';
	readonly outcome: (request: LoggedRequest) => Outcome | Promise<Outcome>;
}

export class Fault {
	/** Requests struck so far. */
	public hits = 0;
	readonly #pattern: RegExp;
	readonly #waiting = new Set<() => void>();

	public constructor(
		route: string,
		public readonly strike: Strike,
		private remaining: number,
		private skip: number,
		private readonly when: (request: LoggedRequest) => boolean
	) {
		this.#pattern = routePattern(route);
	}

	/** Whether it strikes this request; counts it if so. */
	public takes(request: LoggedRequest): boolean {
		if (this.remaining <= 0 || !this.#pattern.test(request.route) || !this.when(request)) return false;
		if (this.skip > 0) {
			this.skip--;
			return false;
		}
		this.remaining--;
		this.hits++;
		return true;
	}

	/** It strikes no more; requests that hang are let go, their connections end. */
	public end(): void {
		this.remaining = 0;
		for (const release of this.#waiting) release();
	}

	/** Settles when the fault ends: how long a hanging request hangs. */
	public ended(): Promise<void> {
		return new Promise((resolve) => {
			this.#waiting.add(resolve);
		});
	}
}
