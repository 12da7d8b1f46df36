import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { Child } from '#lib/children/Child';
import { ChildPool, type ChildPoolOptions } from '#lib/children/ChildPool';
import type { Worker } from '../../fixtures/children/worker.js';
import { isAlive } from '../../support/isAlive.js';
import { waitUntil } from '../../support/waitUntil.js';

const entry = fileURLToPath(new URL('../../fixtures/children/worker.ts', import.meta.url));
const forever = new AbortController().signal;

describe('a pool of child processes', () => {
	const pools: ChildPool<Worker>[] = [];
	let started = 0;
	afterEach(async () => {
		started = 0;
		await Promise.all(pools.splice(0).map((pool) => pool.close()));
	});

	function pool(options: Partial<ChildPoolOptions<Worker>> = {}): ChildPool<Worker> {
		const made = new ChildPool<Worker>({
			size: 1,
			start: async () => {
				started++;
				const child = new Child<Worker>(entry, { name: 'a test' });
				await child.call('pid');
				return child;
			},
			cancel: (child) => child.tell('stop'),
			graceMs: 10_000,
			hungAfterMs: 60_000,
			idleMs: 60_000,
			maxGrowthBytes: 100_000_000,
			...options
		});
		pools.push(made);
		return made;
	}

	const pidOf = (child: Child<Worker>) => child.call('pid');

	it('keeps a child warm for the next task', async () => {
		const warm = pool();
		const pids = [await warm.run(pidOf, forever), await warm.run(pidOf, forever)];
		assert.equal(new Set(pids).size, 1);
		assert.equal(started, 1);
	});

	it('has as many tasks at work as it has children, and the others wait', async () => {
		const two = pool({ size: 2 });
		const pids = await Promise.all([1, 2, 3, 4, 5].map(() => two.run(pidOf, forever)));
		assert.equal(new Set(pids).size, 2);
	});

	it('ends a child that has nothing to do', async () => {
		const brief = pool({ idleMs: 1 });
		const pid = await brief.run(pidOf, forever);
		await waitUntil('it is gone', () => !isAlive(pid) && brief.pids.length === 0);
		assert.notEqual(await brief.run(pidOf, forever), pid);
	});

	for (const how of ['kill', 'leave'] as const) {
		it(`tries a task again, in another child, when its child dies of ${how}`, async () => {
			let tries = 0;
			const answer = await pool().run((child) => (++tries === 1 ? child.call(how) : child.call('pid')), forever);
			assert.equal(typeof answer, 'number');
			assert.deepEqual({ tries, started }, { tries: 2, started: 2 });
		});
	}

	it('gives a task up when its second child dies too, and goes on with the others', async () => {
		const weak = pool();
		await assert.rejects(
			weak.run((child) => child.call('kill'), forever),
			{ code: 'child-died' }
		);
		assert.equal(started, 2);
		assert.equal(typeof (await weak.run(pidOf, forever)), 'number');
	});

	it('takes another child when the one that waited was killed meanwhile', async () => {
		const warm = pool();
		const first = await warm.run(pidOf, forever);
		process.kill(first, 'SIGKILL');
		assert.notEqual(await warm.run(pidOf, forever), first);
		assert.equal(started, 2);
	});

	it('throws what a task throws without another try, and keeps the child', async () => {
		const warm = pool();
		await assert.rejects(
			warm.run((child) => child.call('fail'), forever),
			{ code: 'broken' }
		);
		await warm.run(pidOf, forever);
		assert.equal(started, 1);
	});

	it('kills a child that hangs, and tries again', async () => {
		const strict = pool({ hungAfterMs: 1000 });
		const pids: number[] = [];
		const hang = async (child: Child<Worker>) => {
			pids.push(await child.call('pid'));
			return pids.length === 1 ? child.call('compute') : 'done';
		};
		assert.equal(await strict.run(hang, forever), 'done');
		assert.equal(isAlive(pids[0] ?? 0), false);
		await assert.rejects(
			strict.run((child) => child.call('compute'), forever),
			{ code: 'child-hung' }
		);
	});

	it('keeps the answer of a child that hangs once it has given it, and kills the child', async () => {
		const strict = pool({ hungAfterMs: 500 });
		const freeze = async (child: Child<Worker>) => {
			const pid = await child.call('pid');
			process.kill(pid, 'SIGSTOP');
			return pid;
		};
		const frozen = await strict.run(freeze, forever);
		await waitUntil('it is gone', () => !isAlive(frozen) && strict.pids.length === 0);
		assert.notEqual(await strict.run(pidOf, forever), frozen);
	});

	it('leaves a child alone that takes long and gives signs of life', async () => {
		const strict = pool({ hungAfterMs: 200 });
		const task = async (child: Child<Worker>) => {
			const signs = setInterval(() => strict.alive(child), 20);
			setTimeout(() => child.tell('stop'), 600);
			return child.call('obey').finally(() => clearInterval(signs));
		};
		assert.equal(await strict.run(task, forever), 'stopped');
		assert.equal(started, 1);
	});

	it('tells a child when its task is cancelled, and keeps it when it obeys', async () => {
		const warm = pool();
		const pid = await warm.run(pidOf, forever);
		const controller = new AbortController();
		const reason = new Error('not wanted any more');
		const obeying = warm.run((child) => {
			const stopped = child.call('obey');
			controller.abort(reason);
			return stopped;
		}, controller.signal);
		assert.equal(await obeying, 'stopped');
		assert.equal(await warm.run(pidOf, forever), pid);
	});

	it('kills a child that does not hear of the cancellation, and ends with its reason', async () => {
		const warm = pool({ graceMs: 50 });
		const pid = await warm.run(pidOf, forever);
		const controller = new AbortController();
		const reason = new Error('not wanted any more');
		const computing = warm.run((child) => {
			setTimeout(() => controller.abort(reason), 50);
			return child.call('compute');
		}, controller.signal);
		await assert.rejects(computing, reason);
		assert.equal(isAlive(pid), false);
		assert.equal(started, 1);
	});

	it('forgets a task that is cancelled before there was a child for it', async () => {
		const busy = pool();
		const controller = new AbortController();
		const first = busy.run((child) => child.call('obey'), forever);
		const second = busy.run(pidOf, controller.signal);
		controller.abort(new Error('changed my mind'));
		await assert.rejects(second, /changed my mind/);
		await busy.close();
		await assert.rejects(first);
	});

	it('ends a child that has grown, and only that one', async () => {
		const capped = pool({ maxGrowthBytes: 60_000_000 });
		const first = await capped.run((child) => child.call('grow', 1), forever);
		assert.equal(await capped.run((child) => child.call('grow', 10_000_000), forever), first);
		assert.equal(await capped.run((child) => child.call('grow', 90_000_000), forever), first);
		await waitUntil('it is gone', () => !isAlive(first));
		assert.notEqual(await capped.run(pidOf, forever), first);
		assert.equal(started, 2);
	});

	it('closes: children end, tasks end, later ones are refused', async () => {
		const closing = pool({ size: 2, graceMs: 1 });
		const idle = await closing.run(pidOf, forever);
		const running = closing.run((child) => child.call('compute'), forever);
		await waitUntil('it computes', () => closing.pids.length === 1);
		const ended = assert.rejects(running, { code: 'pool-closed' });
		await closing.close();
		await ended;
		assert.equal(isAlive(idle), false);
		assert.deepEqual(closing.pids, []);
		await assert.rejects(closing.run(pidOf, forever), { code: 'pool-closed' });
	});

	it('closes while a child is being started: that one is gone as well', async () => {
		let pid = 0;
		const closing = pool({
			start: async (signal) => {
				const child = new Child<Worker>(entry, { name: 'a test' });
				pid = await child.call('pid');
				await new Promise((aborted) => signal.addEventListener('abort', aborted, { once: true }));
				await child.end();
				throw signal.reason;
			}
		});
		const ended = assert.rejects(closing.run(pidOf, forever), { code: 'pool-closed' });
		await waitUntil('it has begun to start', () => pid !== 0);
		await closing.close();
		assert.equal(isAlive(pid), false);
		await ended;
	});
});
