import type { Logger } from 'pino';

/** Something that is done again and again: a short, idempotent look at the ledger and the world. */
export interface RepeatedTask {
	readonly name: string;
	/** Milliseconds from the end of one run to the start of the next. */
	readonly interval: number;
	run(): Promise<unknown>;
}

export interface TaskRunnerSettings {
	/** How often the watchdog looks. Milliseconds. */
	readonly watchEveryMs: number;
	/** A run that takes longer is given up: the next one begins beside it. Milliseconds. */
	readonly stuckAfterMs: number;
	/** A task of which no run has ended for so long after one was due stands still. Milliseconds. */
	readonly stillAfterMs: number;
}

const defaultSettings: TaskRunnerSettings = { watchEveryMs: 10_000, stuckAfterMs: 120_000, stillAfterMs: 300_000 };

/**
 * Runs repeated tasks in this process, each by itself and never twice at once. A run that fails is logged, and the next one comes as if it had
 * not; one that never ends is noticed by a watchdog, so that a request that hangs does not end all deliveries.
 */
export class TaskRunner {
	readonly #clocks = new Map<string, TaskClock>();
	readonly #settings: TaskRunnerSettings;
	#watchdog: NodeJS.Timeout | undefined;

	public constructor(tasks: readonly RepeatedTask[], logger: Pick<Logger, 'error' | 'warn'>, settings: Partial<TaskRunnerSettings> = {}) {
		this.#settings = { ...defaultSettings, ...settings };
		for (const task of tasks) this.#clocks.set(task.name, new TaskClock(task, logger));
	}

	/** Each task runs at once, and then in its interval. */
	public start(): void {
		for (const clock of this.#clocks.values()) clock.start();
		const { watchEveryMs, stuckAfterMs } = this.#settings;
		this.#watchdog = setInterval(() => {
			for (const clock of this.#clocks.values()) clock.watch(stuckAfterMs);
		}, watchEveryMs);
	}

	/** Something has happened that the task looks for: it need not wait for its turn. */
	public soon(name: string): void {
		this.#clocks.get(name)?.soon();
	}

	/** The names of tasks that should run again and again, and do not. */
	public standingStill(): readonly string[] {
		return [...this.#clocks].flatMap(([name, clock]) => (clock.standsStill(this.#settings.stillAfterMs) ? name : []));
	}

	/** No task begins any more. Answers when those that run have ended. */
	public async stop(): Promise<void> {
		clearInterval(this.#watchdog);
		await Promise.all([...this.#clocks.values()].map((clock) => clock.stop()));
	}
}

/** When one task runs. */
class TaskClock {
	readonly #task: RepeatedTask;
	readonly #logger: Pick<Logger, 'error' | 'warn'>;
	#timer: NodeJS.Timeout | undefined;
	#running: { readonly ended: Promise<void>; readonly since: number } | undefined;
	#again = false;
	#ticking = false;
	#endedAt = 0;

	public constructor(task: RepeatedTask, logger: Pick<Logger, 'error' | 'warn'>) {
		this.#task = task;
		this.#logger = logger;
	}

	public start(): void {
		this.#ticking = true;
		this.#endedAt = performance.now();
		this.#begin();
	}

	public soon(): void {
		if (this.#running) this.#again = true;
		else this.#begin();
	}

	/** Lets the next run begin where one does not end, or where none is due to come. */
	public watch(stuckAfterMs: number): void {
		if (this.#running && performance.now() - this.#running.since > stuckAfterMs) {
			this.#logger.warn({ task: this.#task.name }, 'a scheduled task does not end; the next run begins beside it');
			this.#running = undefined;
			this.#begin();
		}
	}

	public standsStill(stillAfterMs: number): boolean {
		return this.#ticking && performance.now() - this.#endedAt > this.#task.interval + stillAfterMs;
	}

	public async stop(): Promise<void> {
		this.#ticking = false;
		clearTimeout(this.#timer);
		await this.#running?.ended;
	}

	#begin(): void {
		if (!this.#ticking || this.#running) return;
		clearTimeout(this.#timer);
		this.#again = false;
		const run = { ended: this.#run(), since: performance.now() };
		this.#running = run;
		void run.ended.then(() => {
			// A run that was given up has nothing more to say.
			if (this.#running !== run) return;
			this.#running = undefined;
			if (this.#again) this.#begin();
			else if (this.#ticking) this.#timer = setTimeout(() => this.#begin(), this.#task.interval);
		});
	}

	async #run(): Promise<void> {
		try {
			await this.#task.run();
		} catch (error) {
			this.#logger.error({ err: error, task: this.#task.name }, 'a scheduled task failed; it runs again in its turn');
		}
		this.#endedAt = performance.now();
	}
}
