import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';

export interface ShutdownStep {
	readonly name: string;
	/** What is not done by then is left behind. Milliseconds. */
	readonly withinMs: number;
	run(): unknown;
}

/** The way out: one step after the other, none of which can hold up the next for longer than it may take. */
export class Shutdown {
	readonly #steps: readonly ShutdownStep[];
	readonly #logger: Pick<Logger, 'info' | 'warn'>;
	readonly #controller = new AbortController();
	#done: Promise<void> | undefined;

	public constructor(steps: readonly ShutdownStep[], logger: Pick<Logger, 'info' | 'warn'>) {
		this.#steps = steps;
		this.#logger = logger;
	}

	/** Aborts when it begins. */
	public get signal(): AbortSignal {
		return this.#controller.signal;
	}

	/** Whoever comes second waits with the first. Never throws. `cause`: for the log. */
	public run(cause?: string): Promise<void> {
		this.#done ??= this.#run(cause);
		return this.#done;
	}

	async #run(cause: string | undefined): Promise<void> {
		if (cause !== undefined) this.#logger.info(`${cause}: shutting down`);
		this.#controller.abort();
		for (const { name, withinMs, run } of this.#steps) {
			const ended = new AbortController();
			const overdue = wait(withinMs, true, { signal: ended.signal }).catch(() => false);
			try {
				const late = await Promise.race([Promise.resolve(run()).then(() => false), overdue]);
				if (late) this.#logger.warn(`shutting down: ${name} took longer than ${withinMs} ms and is left behind`);
			} catch (error) {
				this.#logger.warn({ err: error }, `shutting down: ${name} failed`);
			}
			ended.abort();
		}
	}
}
