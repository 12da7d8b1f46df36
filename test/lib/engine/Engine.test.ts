/** What the engine does with workflows: who runs them, how they end early, what the events say. */
import assert from 'node:assert/strict';
import { planOf } from '../../support/plan.js';
import { latch, untilAborted } from '../../support/signals.js';
import { TestEngine, type TestEngineOptions, testRequest } from '../../support/TestEngine.js';
import { type TestStage, testRegistry } from '../../support/testRegistry.js';
import { waitUntil } from '../../support/waitUntil.js';

describe('Engine', () => {
	const opened: TestEngine[] = [];

	async function open(stages: Readonly<Record<string, TestStage>>, options: TestEngineOptions = {}): Promise<TestEngine> {
		const engine = await TestEngine.open(stages, options);
		opened.push(engine);
		return engine;
	}

	afterEach(async () => {
		for (const engine of opened.splice(0)) await engine.close();
	});

	describe('accepting', () => {
		it('refuses an unknown kind or depth before anything is stored', async () => {
			const test = await open({ one: {} });
			await assert.rejects(test.run({ kind: 'none' }), { code: 'unknown-kind' });
			await assert.rejects(test.engine.accept({ ...testRequest, depth: 'abyss' }), { code: 'unknown-depth' });
			assert.deepEqual(await test.ledger.list(), []);
		});

		it('runs the stages of the depth that was asked for, and no deeper ones', async () => {
			const test = await open({ shallow: {}, deeper: { depth: 'deep' } });
			assert.deepEqual([...(await test.run()).stages.keys()], ['shallow']);
			assert.deepEqual([...(await test.run({ depth: 'deep' })).stages.keys()].sort(), ['deeper', 'shallow']);
		});

		it('answers a repeated request with the workflow it made before', async () => {
			const test = await open({ one: {} });
			const first = await test.run({ requestKey: 'k' });
			const again = await test.run({ requestKey: 'k' });
			assert.equal(again.id, first.id);
			assert.equal(again.status, 'succeeded');
		});
	});

	describe('looking for work', () => {
		it('runs what is accepted, at most so many workflows at once', async () => {
			let running = 0;
			let most = 0;
			const gate = latch();
			const run = async () => {
				most = Math.max(most, ++running);
				await gate.opened;
				running--;
			};
			const test = await open({ one: { run } }, { settings: { concurrency: 2 } });
			test.engine.start();
			await Promise.all(Array.from({ length: 8 }, () => test.engine.accept(testRequest)));
			await waitUntil('two are running', () => running === 2);
			gate.open();
			await waitUntil('all have ended', async () => (await test.ledger.list({ statuses: ['succeeded'] })).length === 8);
			assert.equal(most, 2);
		});

		it('goes on after a workflow whose kind is gone', async () => {
			const test = await open({ one: {} });
			const lost = await test.ledger.accept({ ...testRequest, kind: 'gone' });
			test.engine.start();
			const fine = await test.engine.accept(testRequest);
			await waitUntil('the other one has ended', async () => (await test.ledger.find(fine.id))?.status === 'succeeded');
			await waitUntil('the lost one is parked', async () => (await test.ledger.find(lost.id))?.status === 'parked');
			assert.match((await test.ledger.find(lost.id))?.reason?.message ?? '', /the kind gone is gone/);
		});

		it('parks a workflow whose kind has lost its depth', async () => {
			const registry = await testRegistry({ one: {} });
			const test = await open({}, { registry });
			const lost = await test.ledger.accept({ ...testRequest, depth: 'abyss' });
			assert.equal((await test.take(lost.id)).status, 'parked');
		});
	});

	describe('cancelling', () => {
		it('reaches a running stage through its signal and ends the workflow as cancelled', async () => {
			const started = latch();
			let reason: unknown;
			const run: TestStage['run'] = ({ signal }) => {
				started.open();
				return untilAborted(signal).catch((error: unknown) => {
					reason = error;
					throw error;
				});
			};
			const test = await open({ before: { phase: 'gather' }, waits: { run, retries: 5 }, after: { phase: 'conclude' } });
			const { workflow, ended } = await test.engine.acceptAndRun(testRequest);
			await started.opened;
			await test.ledger.requestCancel(workflow.id);
			assert.equal(await ended, 'cancelled');
			assert.equal(reason instanceof Error && 'interruption' in reason && reason.interruption, 'cancel');
			const { report, sections, stages } = await test.look(workflow.id);
			assert.equal(report?.status, 'cancelled');
			assert.equal(sections.get('before')?.status, 'succeeded');
			assert.equal(sections.get('waits')?.status, 'skipped');
			assert.equal(sections.get('after')?.status, 'skipped');
			assert.equal(stages.get('waits')?.attempts, 0);
		});

		it('does not wait for a stage that pays no attention', async () => {
			const started = latch();
			const never = latch();
			const run = async () => {
				started.open();
				await never.opened;
				return 'late';
			};
			const test = await open({ deaf: { run } });
			const { workflow, ended } = await test.engine.acceptAndRun(testRequest);
			await started.opened;
			await test.ledger.requestCancel(workflow.id);
			assert.equal(await ended, 'cancelled');
			never.open();
			assert.equal((await test.look(workflow.id)).stages.get('deaf')?.status, 'pending');
		});

		it('ends a workflow that nobody had claimed yet without running it', async () => {
			let ran = false;
			const test = await open({ one: { run: () => (ran = true) } });
			const { id } = await test.engine.accept(testRequest);
			await test.ledger.requestCancel(id);
			assert.equal((await test.take(id)).status, 'cancelled');
			assert.equal(ran, false);
		});

		it('wins when it comes between the last stage and the end', async () => {
			let cancelling: Promise<unknown> = Promise.resolve();
			const test: TestEngine = await open(
				{ one: {} },
				{
					settings: { lease: { leaseMs: 60_000, renewEveryMs: 30_000 } },
					observeWrites(write, moment) {
						if (write === 'commitStage' && moment === 'after') {
							cancelling = test.ledger.list().then(([workflow]) => test.ledger.requestCancel(workflow?.id ?? ''));
						}
					}
				}
			);
			const { status, report, workflow } = await test.run();
			await cancelling;
			assert.equal(status, workflow.status);
			assert.equal(report?.status, status);
			assert.equal(status === 'cancelled', workflow.cancelRequestedAt !== undefined);
		});
	});

	describe('stopping', () => {
		const waiting = (started: { open(): void }): TestStage => ({
			run: ({ signal }) => {
				started.open();
				return untilAborted(signal);
			}
		});

		it('gives running workflows back to the queue, without an attempt, for another process to go on with', async () => {
			const started = latch();
			const first = await open({ before: { phase: 'gather' }, waits: waiting(started) });
			const { workflow, ended } = await first.engine.acceptAndRun(testRequest);
			await started.opened;
			await first.engine.stop('shutdown');
			assert.equal(await ended, 'queued');
			const { stages } = await first.look(workflow.id);
			assert.equal(stages.get('waits')?.status, 'pending');
			assert.equal(stages.get('waits')?.attempts, 0);
			let ran = 0;
			const second = await open({ before: { phase: 'gather', run: () => ++ran }, waits: {} }, { folder: first.folder });
			assert.equal((await second.take(workflow.id)).status, 'succeeded');
			assert.equal(ran, 0);
		});

		it('parks them when their operator says so, until they are resumed', async () => {
			const started = latch();
			const first = await open({ waits: waiting(started) });
			const { workflow, ended } = await first.engine.acceptAndRun(testRequest);
			await started.opened;
			await first.engine.stop('park');
			assert.equal(await ended, 'parked');
			assert.equal((await first.look(workflow.id)).workflow.reason?.code, 'interrupted');
			const second = await open({ waits: {} }, { folder: first.folder });
			assert.equal(await second.engine.take(workflow.id), undefined);
			await second.ledger.resume(workflow.id);
			const { status, workflow: after } = await second.take(workflow.id);
			assert.equal(status, 'succeeded');
			assert.equal(after.reason, undefined);
		});

		it('leaves nothing of its own running in the ledger, also what it was just claiming', async () => {
			const never = latch();
			const test = await open({ waits: waiting(never) }, { settings: { concurrency: 8 } });
			test.engine.start();
			for (let count = 0; count < 8; count++) await test.engine.accept(testRequest);
			await test.engine.stop('shutdown');
			assert.deepEqual(await test.ledger.owners(), []);
			assert.equal((await test.ledger.list({ statuses: ['queued'] })).length, 8);
		});
	});

	describe('owning', () => {
		it('gives up a workflow that another process took over, and leaves it to that one', async () => {
			const started = latch();
			const release = latch();
			const first = await open({
				one: {
					run: async () => {
						started.open();
						await release.opened;
						return 'first';
					}
				}
			});
			const { workflow, ended } = await first.engine.acceptAndRun(testRequest);
			await started.opened;
			// As if this process had been taken for dead.
			const thief = { owner: 'thief', leaseMs: 60_000, deadOwners: new Set([first.instances.id]) };
			const claim = await first.ledger.claim(workflow.id, thief);
			assert.ok(claim);
			assert.equal(await ended, 'running');
			release.open();
			assert.equal((await first.look(workflow.id)).workflow.owner, 'thief');
			await first.ledger.release(claim);
		});

		it('takes its own workflow back when it overslept and nobody else has taken it', async () => {
			let runs = 0;
			const test = await open(
				{
					one: {
						run: () => {
							// Like a machine that slept: timers stand still, the clock of the ledger goes on.
							if (++runs === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
							return runs;
						}
					}
				},
				{ settings: { lease: { leaseMs: 200, renewEveryMs: 20 } } }
			);
			const { status, workflow } = await test.run();
			assert.equal(status, 'succeeded');
			assert.equal(workflow.status, 'succeeded');
			assert.ok(runs >= 2);
		});

		it('stops before its lease ends although the ledger does not answer', async () => {
			const started = latch();
			let aborted = false;
			const run: TestStage['run'] = ({ signal }) => {
				started.open();
				return untilAborted(signal).catch((error: unknown) => {
					aborted = true;
					throw error;
				});
			};
			const test = await open({ waits: { run } }, { settings: { lease: { leaseMs: 400, renewEveryMs: 20 } } });
			const { renew } = test.ledger;
			const never = latch();
			test.ledger.renew = async (...given) => {
				await never.opened;
				return renew.apply(test.ledger, given);
			};
			const { workflow } = await test.engine.acceptAndRun(testRequest);
			await started.opened;
			await waitUntil('the stage is told', () => aborted);
			never.open();
			await test.ledger.requestCancel(workflow.id);
		});
	});

	describe('giving up', () => {
		it('fails a workflow whose owners keep dying without progress, and keeps what it has', async () => {
			let runs = 0;
			const stages = { before: { phase: 'gather' as const, run: () => ++runs }, deadly: {} };
			const test = await open(stages, { settings: { crashBudget: 2 } });
			const { workflow, claim } = await test.ledger.acceptAndClaim(testRequest, {
				owner: 'dead-0',
				leaseMs: 60_000,
				deadOwners: new Set()
			});
			assert.ok(claim);
			const { id } = workflow;
			for (let count = 1; count <= 2; count++) {
				const claimant = { owner: `dead-${count}`, leaseMs: 60_000, deadOwners: new Set([`dead-${count - 1}`]) };
				const dying = await test.ledger.claim(id, claimant);
				assert.ok(dying);
				await test.ledger.startStage(dying, { name: 'deadly', version: 1 });
			}
			const { status, workflow: ended, report } = await test.take(id);
			assert.equal(status, 'failed');
			assert.equal(ended.reason?.code, 'crash-loop');
			assert.match(ended.reason?.message ?? '', /3 times in a row while it ran deadly/);
			assert.equal(report?.status, 'failed');
			assert.equal(runs, 0);
			await test.ledger.retry(id);
			assert.equal((await test.take(id)).status, 'succeeded');
		});

		it('gives up before it lets a plugin near the workflow: that may be what kills', async () => {
			let asked = false;
			const migrate = () => {
				asked = true;
				return undefined;
			};
			const test = await open({ one: { version: 2, migrate } }, { settings: { crashBudget: 0 } });
			const { workflow, claim } = await test.ledger.acceptAndClaim(testRequest, { owner: 'dead', leaseMs: 60_000, deadOwners: new Set() });
			assert.ok(claim);
			await test.ledger.freezePlan(claim, planOf({ one: {} }));
			await test.ledger.startStage(claim, { name: 'one', version: 1 });
			const checkpoint = { output: 'old', section: { title: 'Old', blocks: [] } };
			await test.ledger.commitStage(claim, { stage: 'one', version: 1, checkpoint, deliveries: [], attempts: 1, durationMs: 1 });
			const { workflow: ended, sections } = await test.take(workflow.id);
			assert.equal(ended.reason?.code, 'crash-loop');
			assert.equal(sections.get('one')?.title, 'Old');
			assert.equal(asked, false);
		});
	});

	it('tells of each stage and of the workflow, in their order', async () => {
		const test = await open({
			first: { phase: 'gather', run: ({ progress }) => progress(0.5, 'half') ?? null },
			second: { run: ({ skip }) => skip('no need') },
			third: {
				run: () => {
					throw new Error('broken');
				}
			}
		});
		const { id } = await test.run();
		const told = test.events.map(([type, event]) => [
			type,
			'stage' in event ? event.stage : event.workflowId,
			event.status,
			...('progress' in event ? [event.progress] : []),
			...('note' in event ? [event.note] : [])
		]);
		assert.deepEqual(told.slice(0, 4), [
			['workflow', id, 'running'],
			['stage', 'first', 'running', 0],
			['stage', 'first', 'running', 0.5, 'half'],
			['stage', 'first', 'succeeded']
		]);
		assert.ok(told.some((line) => JSON.stringify(line) === JSON.stringify(['stage', 'second', 'skipped', 'no need'])));
		assert.ok(told.some((line) => JSON.stringify(line) === JSON.stringify(['stage', 'third', 'failed', 'broken'])));
		assert.deepEqual(told.at(-1), ['workflow', id, 'partial']);
		const [, begun] = test.events[0] ?? [];
		assert.deepEqual(begun && 'stages' in begun ? begun.stages : undefined, ['first', 'second', 'third']);
	});

	it('ends a workflow although its result cannot be put into the store of results', async () => {
		const test = await open({ one: {} });
		const { put } = test.results;
		test.results.put = () => Promise.reject(new Error('the store is gone'));
		const { status, report } = await test.run();
		test.results.put = put;
		assert.equal(status, 'succeeded');
		assert.equal(report?.status, 'succeeded');
	});
});
