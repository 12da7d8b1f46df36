import { color, type DefaultRenderer, Listr, ListrTaskState, type ListrTaskWrapper, type SimpleRenderer } from 'listr2';
import type { StageEvent } from '#lib/engine/EngineEvents';
import { onOneLine } from './forTerminal.js';
import { formatDuration } from './print.js';

/** The list of all stages, kept up to date on a terminal. */
export class LiveList {
	readonly #rows = new Map<string, Row>();
	#shown: Promise<unknown> | undefined;

	/** The stages in the order of the plan. */
	public begin(stages: readonly string[]): void {
		if (this.#rows.size > 0) return;
		const width = Math.max(0, ...stages.map((name) => name.length));
		for (const name of stages) this.#rows.set(name, new Row(name.padEnd(width)));
		const tasks = [...this.#rows.values()].map((row) => ({ title: row.name, task: (_: unknown, task: Task) => row.follow(task) }));
		// The wish to stop goes to the engine: the list ends when the workflow has.
		this.#shown = new Listr(tasks, { concurrent: true, exitOnError: false, registerSignalListeners: false }).run();
	}

	public show(event: StageEvent): void {
		this.#rows.get(event.stage)?.show(event);
	}

	public async end(): Promise<void> {
		for (const row of this.#rows.values()) row.leave();
		await this.#shown;
	}
}

type Task = ListrTaskWrapper<unknown, typeof DefaultRenderer, typeof SimpleRenderer>;

/** One stage of the list. What is told about it may come before the list has got to it. */
class Row {
	public readonly name: string;
	#task: Task | undefined;
	#last: StageEvent | undefined;
	#left = false;
	#end: (error?: Error) => void = () => {};

	public constructor(name: string) {
		this.name = name;
	}

	/** Lasts until the stage is settled. */
	public follow(task: Task): Promise<void> {
		this.#task = task;
		const ended = new Promise<void>((resolve, reject) => {
			this.#end = (error) => (error ? reject(error) : resolve());
		});
		// To the list everything has started and turns: this stage waits.
		task.task.state$ = ListrTaskState.WAITING;
		if (this.#last) this.show(this.#last);
		if (this.#left) this.leave();
		return ended;
	}

	public show(event: StageEvent): void {
		this.#last = event;
		const task = this.#task;
		if (!task || event.status === 'pending') return;
		const { status, note, durationMs = 0, kept } = event;
		const because = note === undefined ? status : `${status}: ${onOneLine(note, 300)}`;
		if (task.task.state === ListrTaskState.WAITING) task.task.state$ = ListrTaskState.STARTED;
		if (status === 'running') task.title = this.#line(describeProgress(event, this.name.length));
		else if (status === 'succeeded') {
			task.title = this.#line(color.dim(kept ? 'kept from before' : formatDuration(durationMs)));
			this.#end();
		} else if (status === 'skipped') {
			// Where one stage fails many are skipped for it: the report says why in full.
			task.skip(this.#line(onOneLine(because, oneLine - this.name.length)));
			this.#end();
		} else this.#end(new Error(this.#line(because)));
	}

	/** The stage will not be settled here any more. */
	public leave(): void {
		this.#left = true;
		if (this.#task?.task.state === ListrTaskState.STARTED) {
			this.#task.task.state$ = ListrTaskState.WAITING;
			this.#task.title = this.#line('not done');
		}
		this.#end();
	}

	#line(detail: string): string {
		return `${this.name}  ${detail}`.trimEnd();
	}
}

/** Short enough for one line of 80 columns: a list that changes its height jumps. */
const oneLine = 74;

function describeProgress({ progress = 0, note }: StageEvent, nameLength: number): string {
	const percent = progress > 0 ? `${Math.floor(progress * 100)} %` : '';
	return onOneLine([percent, note ?? ''].filter((part) => part !== '').join('  '), oneLine - nameLength);
}
