import { AutointelError } from '#lib/errors/AutointelError';
import type { Child } from './Child.js';
import { Gate } from './Gate.js';
import { joinSignals } from './joinSignals.js';
import { lostItsChild } from './lostItsChild.js';

/** What a pool works by. Times in milliseconds. */
export interface ChildPoolOptions<Remote> {
	/** Children at the same time. */
	readonly size: number;
	/** Starts a child and makes it ready for a task. Must have ended it when it throws, and must end it when `signal` aborts. */
	readonly start: (signal: AbortSignal) => Promise<Child<Remote>>;
	/** Tells a child that its task is not wanted any more. One that has not stopped after `graceMs` is killed. */
	readonly cancel: (child: Child<Remote>) => void;
	readonly graceMs: number;
	/** A child that has neither finished its task nor said that it is alive for so long is taken for hung, and killed. */
	readonly hungAfterMs: number;
	/** A child without work is ended after this time. */
	readonly idleMs: number;
	/** A child that has taken this much more memory than after its first task is ended after its task. */
	readonly maxGrowthBytes: number;
}

/**
 * Children that are kept warm, each with one task at a time. What a child's death costs is the task it had, which gets one more try in
 * another child.
 *
 * No library, having looked at workerpool 10, tinypool 2 and piscina 5: piscina has threads only, and a native crash in one ends us all.
 * The other two know child processes, but weigh them by their JavaScript heap or not at all (a model's memory is native), do not try a
 * task again whose child died, and leave their children behind when the parent is killed. What is left to share would be the queue.
 */
export class ChildPool<Remote> {
	readonly #options: ChildPoolOptions<Remote>;
	readonly #places: Gate;
	readonly #idle: { readonly child: Child<Remote>; readonly timer: NodeJS.Timeout }[] = [];
	readonly #all = new Set<Child<Remote>>();
	readonly #starting = new Set<Promise<Child<Remote>>>();
	/** What a child had after its first task. */
	readonly #firstBytes = new WeakMap<Child<Remote>, number>();
	readonly #grown = new WeakSet<Child<Remote>>();
	/** Of children at work: when they are taken for hung. */
	readonly #limits = new WeakMap<Child<Remote>, NodeJS.Timeout>();
	readonly #closed = new AbortController();

	public constructor(options: ChildPoolOptions<Remote>) {
		this.#options = options;
		this.#places = new Gate(options.size);
	}

	/** The process ids of all children, at work or idle. */
	public get pids(): readonly number[] {
		return [...this.#all].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
	}

	/**
	 * Runs a task in a child as soon as there is one for it.
	 *
	 * @throws what the task throws; the reason of `signal`; {AutointelError} `child-died`, `child-hung` or `out-of-memory` at the second such end.
	 */
	public async run<Value>(task: (child: Child<Remote>) => Promise<Value>, signal: AbortSignal): Promise<Value> {
		const joined = joinSignals(signal, this.#closed.signal);
		try {
			const leave = await this.#places.enter(joined.signal);
			try {
				return await this.#try(task, joined.signal).catch((error: unknown) => {
					if (!lostItsChild(error)) throw error;
					return this.#try(task, joined.signal);
				});
			} finally {
				leave();
			}
		} finally {
			joined.release();
		}
	}

	/** A child has given a sign of life. */
	public alive(child: Child<Remote>): void {
		this.#limits.get(child)?.refresh();
	}

	/** Ends all children. What still runs ends with `pool-closed`. */
	public async close(): Promise<void> {
		this.#closed.abort(new AutointelError('pool-closed', 'this process is shutting down'));
		for (const { timer } of this.#idle.splice(0)) clearTimeout(timer);
		await Promise.allSettled(this.#starting);
		await Promise.all([...this.#all].map((child) => this.#end(child)));
	}

	async #try<Value>(task: (child: Child<Remote>) => Promise<Value>, signal: AbortSignal): Promise<Value> {
		const child = this.#takeIdle() ?? (await this.#start(signal));
		try {
			const value = await this.#supervise(child, task, signal);
			await this.#keep(child);
			return value;
		} catch (error) {
			if (lostItsChild(error)) await this.#end(child);
			else await this.#keep(child);
			signal.throwIfAborted();
			throw error;
		}
	}

	#takeIdle(): Child<Remote> | undefined {
		for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
			clearTimeout(idle.timer);
			if (idle.child.alive) return idle.child;
			this.#all.delete(idle.child);
		}
		return undefined;
	}

	async #start(signal: AbortSignal): Promise<Child<Remote>> {
		const starting = this.#options.start(signal);
		this.#starting.add(starting);
		try {
			const child = await starting;
			this.#all.add(child);
			return child;
		} finally {
			this.#starting.delete(starting);
		}
	}

	/** Holds a running task to its signal and to its time. */
	async #supervise<Value>(child: Child<Remote>, task: (child: Child<Remote>) => Promise<Value>, signal: AbortSignal): Promise<Value> {
		const { cancel, graceMs, hungAfterMs } = this.#options;
		let hung = false;
		let grace: NodeJS.Timeout | undefined;
		const limit = setTimeout(() => {
			hung = true;
			void child.end();
		}, hungAfterMs);
		this.#limits.set(child, limit);
		const stop = () => {
			cancel(child);
			grace = setTimeout(() => void child.end(), graceMs);
		};
		signal.addEventListener('abort', stop, { once: true });
		try {
			signal.throwIfAborted();
			const value = await task(child);
			// Here, where its time is limited: one that has answered can hang all the same.
			await this.#weigh(child);
			return value;
		} catch (error) {
			if (hung) throw new AutointelError('child-hung', `nothing was heard from a child process at work for ${hungAfterMs / 1000} s`);
			throw error;
		} finally {
			clearTimeout(limit);
			this.#limits.delete(child);
			clearTimeout(grace);
			signal.removeEventListener('abort', stop);
		}
	}

	async #keep(child: Child<Remote>): Promise<void> {
		if (this.#closed.signal.aborted || this.#grown.has(child) || !child.alive) {
			await this.#end(child);
			return;
		}
		const timer = setTimeout(() => {
			this.#idle.splice(
				this.#idle.findIndex((idle) => idle.child === child),
				1
			);
			void this.#end(child);
		}, this.#options.idleMs);
		this.#idle.push({ child, timer });
	}

	async #weigh(child: Child<Remote>): Promise<void> {
		// One that cannot say has died, and is not kept.
		const bytes = await child.rss().catch(() => 0);
		const first = this.#firstBytes.get(child) ?? bytes;
		this.#firstBytes.set(child, first);
		if (bytes - first > this.#options.maxGrowthBytes) this.#grown.add(child);
	}

	async #end(child: Child<Remote>): Promise<void> {
		await child.end();
		this.#all.delete(child);
	}
}
