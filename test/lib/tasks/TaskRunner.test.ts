import assert from 'node:assert/strict';
import { type RepeatedTask, TaskRunner } from '#lib/tasks/TaskRunner';
import { waitUntil } from '../../support/waitUntil.js';

/** Remembers what is logged. */
class Log {
	public readonly lines: string[] = [];
	public readonly error = (_fields: object, text: string) => void this.lines.push(text);
	public readonly warn = this.error;
}

describe('TaskRunner', () => {
	let log: Log;
	let runner: TaskRunner | undefined;

	beforeEach(() => {
		log = new Log();
	});
	afterEach(() => runner?.stop());

	function run(tasks: readonly RepeatedTask[], settings = {}): TaskRunner {
		runner = new TaskRunner(tasks, log as never, settings);
		runner.start();
		return runner;
	}

	it('runs a task at once and again and again, never twice at the same time', async () => {
		let inside = 0;
		let most = 0;
		let runs = 0;
		const task = async () => {
			most = Math.max(most, ++inside);
			await new Promise((resolve) => setTimeout(resolve, 3));
			inside--;
			runs++;
		};
		const started = run([{ name: 'look', interval: 1, run: task }]);
		await waitUntil('it ran often', () => {
			started.soon('look');
			return runs > 20;
		});
		assert.equal(most, 1);
	});

	it('runs a task before its turn when something has happened, also while it runs', async () => {
		let runs = 0;
		let release: (() => void) | undefined;
		const task = async () => {
			runs++;
			await new Promise<void>((resolve) => {
				release = resolve;
			});
		};
		const started = run([{ name: 'look', interval: 1e8, run: task }]);
		assert.equal(runs, 1);
		started.soon('look');
		started.soon('look');
		assert.equal(runs, 1, 'never twice at once');
		release?.();
		await waitUntil('it ran again', () => runs === 2);
		release?.();
		await started.stop();
		assert.equal(runs, 2, 'two wishes while it ran are one run');
	});

	it('goes on after a run that failed, and the others do not notice', async () => {
		let failures = 0;
		let runs = 0;
		run([
			{ name: 'bad', interval: 1, run: () => Promise.reject(new Error(`no ${++failures}`)) },
			{ name: 'good', interval: 1, run: async () => void runs++ }
		]);
		await waitUntil('both ran often', () => failures > 3 && runs > 3);
		assert.match(log.lines[0] ?? '', /failed/);
	});

	it('has a watchdog that lets the next run begin where one never ends', async () => {
		let runs = 0;
		run([{ name: 'hangs', interval: 1, run: () => (++runs === 1 ? new Promise(() => {}) : Promise.resolve()) }], {
			watchEveryMs: 5,
			stuckAfterMs: 10
		});
		await waitUntil('it ran again', () => runs > 3);
		assert.match(log.lines[0] ?? '', /does not end/);
	});

	it('says which tasks stand still: those of which no run ends, and not those that fail or wait for their turn', async () => {
		let release = () => {};
		const hang = () =>
			new Promise<void>((resolve) => {
				release = resolve;
			});
		const started = run(
			[
				{ name: 'hangs', interval: 1, run: hang },
				{ name: 'fails', interval: 1, run: () => Promise.reject(new Error('no')) },
				{ name: 'rare', interval: 1e8, run: () => Promise.resolve() }
			],
			{ stillAfterMs: 200 }
		);
		assert.deepEqual(started.standingStill(), []);
		await waitUntil('that one alone stands still', () => started.standingStill().join() === 'hangs');
		release();
	});

	it('begins nothing after it was stopped, and waits for what runs', async () => {
		let runs = 0;
		let release: (() => void) | undefined;
		const task = async () => {
			runs++;
			await new Promise<void>((resolve) => {
				release = resolve;
			});
		};
		const started = run([{ name: 'look', interval: 1, run: task }]);
		started.soon('look');
		let stopped = false;
		const stopping = started.stop().then(() => {
			stopped = true;
		});
		await new Promise((resolve) => setImmediate(resolve));
		assert.equal(stopped, false);
		release?.();
		await stopping;
		started.soon('look');
		assert.equal(runs, 1);
	});
});
