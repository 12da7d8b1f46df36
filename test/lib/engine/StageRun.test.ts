/** What becomes of one stage: attempts, time limits, steps, outputs. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { StageFailure } from '#lib/errors/StageFailure';
import { askedFor } from '../../support/askedFor.js';
import { latch, untilAborted } from '../../support/signals.js';
import { TestEngine, type TestEngineOptions, testRequest } from '../../support/TestEngine.js';
import type { TestStage } from '../../support/testRegistry.js';
import { waitUntil } from '../../support/waitUntil.js';

describe('a stage of a running workflow', () => {
	const opened: TestEngine[] = [];

	async function open(stages: Readonly<Record<string, TestStage>>, options: TestEngineOptions = {}): Promise<TestEngine> {
		const engine = await TestEngine.open(stages, options);
		opened.push(engine);
		return engine;
	}

	/** Runs a workflow of this one stage and another one that never fails. */
	async function runOne(one: TestStage, options: TestEngineOptions = {}) {
		const test = await open({ one, fine: {} }, options);
		const ended = await test.run();
		const record = ended.stages.get('one');
		const section = ended.sections.get('one');
		assert.ok(record && section);
		return { test, ended, record, section };
	}

	afterEach(async () => {
		for (const engine of opened.splice(0)) await engine.close();
	});

	describe('that throws', () => {
		it('is tried again, until it works', async () => {
			let attempts = 0;
			const { record, ended, test } = await runOne({
				retries: 2,
				run: () => {
					if (++attempts < 3) throw new Error('not yet');
					return attempts;
				}
			});
			assert.equal(ended.status, 'succeeded');
			assert.equal(record.attempts, 3);
			assert.equal(attempts, 3);
			const notes = test.events.flatMap(([, event]) => ('note' in event && event.note ? [event.note] : []));
			assert.ok(notes.includes('attempt 1 failed (not yet); trying again'));
		});

		it('waits longer before each attempt', async () => {
			const times: number[] = [];
			await runOne(
				{
					retries: 2,
					run: () => {
						times.push(performance.now());
						throw new Error('never');
					}
				},
				{ settings: { backoff: { firstMs: 40, longestMs: 1000 } } }
			);
			const [first = 0, second = 0, third = 0] = times;
			// At least half of 40 and half of 80: timers go off late, never early (but for their rounding).
			assert.ok(second - first >= 19, `${second - first}`);
			assert.ok(third - second >= 39, `${third - second}`);
		});

		it('fails after its last attempt, with the reason, and the workflow is partial', async () => {
			const { record, ended, section } = await runOne({
				retries: 1,
				run: () => {
					throw Object.assign(new Error('no route to host\nat some place'), { code: 'EHOSTUNREACH' });
				}
			});
			assert.equal(ended.status, 'partial');
			assert.equal(record.status, 'failed');
			assert.equal(record.attempts, 2);
			assert.deepEqual(record.reason, { code: 'EHOSTUNREACH', message: 'no route to host' });
			assert.equal(section.reason, 'no route to host');
		});

		it('is not tried again when it says that this would not help', async () => {
			let attempts = 0;
			const { record } = await runOne({
				retries: 5,
				run: () => {
					attempts++;
					throw new StageFailure('empty-source', 'there is nothing in it', { hint: 'Name another file.' });
				}
			});
			assert.equal(attempts, 1);
			assert.deepEqual(record.reason, { code: 'empty-source', message: 'there is nothing in it', hint: 'Name another file.' });
		});

		it('may throw what is no error', async () => {
			const { record } = await runOne({
				run: () => {
					throw 'a string';
				}
			});
			assert.deepEqual(record.reason, { code: 'error', message: 'a string' });
		});

		it('is not tried again once the workflow is cancelled', async () => {
			let attempts = 0;
			const test = await open(
				{
					one: {
						retries: 100,
						run: () => {
							attempts++;
							throw new Error('never');
						}
					}
				},
				{ settings: { backoff: { firstMs: 60_000, longestMs: 60_000 } } }
			);
			const { workflow, ended } = await test.engine.acceptAndRun(testRequest);
			await waitUntil('it has failed once', () => attempts === 1);
			await test.ledger.requestCancel(workflow.id);
			assert.equal(await ended, 'cancelled');
			assert.equal(attempts, 1);
		});
	});

	describe('that takes too long', () => {
		it('is told so, and fails when it obeys', async () => {
			let told: unknown;
			const { record, ended } = await runOne({
				timeout: 30,
				run: ({ signal }) =>
					untilAborted(signal).catch((error: unknown) => {
						told = error;
						throw error;
					})
			});
			assert.equal(ended.status, 'partial');
			assert.deepEqual(record.reason, { code: 'timed-out', message: 'it did not finish within 0.03 s' });
			assert.equal(told instanceof Error && told.name, 'AbortError');
		});

		it('is left behind when it does not obey, and gets nothing through any more', async () => {
			const late = latch();
			let refused: unknown;
			let settled = false;
			const { test, record, ended } = await runOne({
				timeout: 30,
				run: async ({ step, artifacts, progress }) => {
					await late.opened;
					progress(0.9, 'late');
					refused = await step('late', 1, () => 1).catch((error: unknown) => error);
					await artifacts.put('late').catch(() => {});
					settled = true;
					return 'late';
				}
			});
			assert.equal(record.reason?.code, 'timed-out');
			assert.equal(ended.status, 'partial');
			const told = test.events.length;
			late.open();
			await waitUntil('it has tried', () => settled);
			assert.ok(refused instanceof Error);
			assert.equal(test.events.length, told);
			assert.equal((await test.look(ended.id)).stages.get('one')?.status, 'failed');
		});

		it('counts as an attempt, and the next one has its full time', async () => {
			let attempts = 0;
			const { record } = await runOne({
				timeout: 200,
				retries: 1,
				run: ({ signal }) => (++attempts === 1 ? untilAborted(signal) : 'done')
			});
			assert.equal(record.status, 'succeeded');
			assert.equal(record.attempts, 2);
		});
	});

	describe('with steps', () => {
		it('does not run those again that were completed, in the next attempt', async () => {
			const ran: string[] = [];
			let attempts = 0;
			const { record } = await runOne({
				retries: 1,
				run: async ({ step }) => {
					attempts++;
					const one = await step('one', { deep: [1] }, () => {
						ran.push('one');
						return { value: 1 };
					});
					assert.deepEqual(one, { value: 1 });
					await step('two', attempts, () => {
						ran.push(`two of ${attempts}`);
						return null;
					});
					if (attempts === 1) throw new Error('once');
					return one;
				}
			});
			assert.equal(record.status, 'succeeded');
			assert.deepEqual(ran, ['one', 'two of 1', 'two of 2']);
		});

		it('does not run them again in the next generation or in another process', async () => {
			const ran: string[] = [];
			let works = false;
			const one: TestStage = {
				run: async ({ step }) => {
					await step('costly', null, () => ran.push('costly'));
					if (!works) throw new Error('broken');
					return 'fine';
				}
			};
			const { test, ended } = await runOne(one);
			assert.equal(ended.status, 'partial');
			works = true;
			await test.ledger.retry(ended.id);
			const other = await open({ one, fine: {} }, { folder: test.folder });
			assert.equal((await other.take(ended.id)).status, 'succeeded');
			assert.deepEqual(ran, ['costly']);
		});

		it('gives steps keys that are the same in each attempt, and different for each step and workflow', async () => {
			const keys: string[] = [];
			const stageKeys: string[] = [];
			let attempts = 0;
			const test = await open({
				one: {
					retries: 1,
					run: async ({ step, key }) => {
						stageKeys.push(key);
						const again = ++attempts % 2 === 1;
						for (const name of ['a', 'b']) {
							await step(name, 1, (given) => {
								keys.push(`${name} ${given.key}`);
								if (again && name === 'b') throw new Error('once');
								return 1;
							});
						}
						return 1;
					}
				}
			});
			await test.run();
			await test.run();
			const [a, b, bAgain, otherA, otherB] = keys;
			assert.equal(b, bAgain);
			assert.equal(new Set([a, b, otherA, otherB].map((line) => line?.slice(2))).size, 4);
			assert.equal(stageKeys[0], stageKeys[1]);
			assert.equal(new Set(stageKeys).size, 2);
		});
	});

	describe('and its output', () => {
		it('is checked against its schema', async () => {
			const { record } = await runOne({ output: z.object({ count: z.number() }), run: () => ({ count: 'many' }) });
			assert.equal(record.status, 'failed');
			assert.equal(record.reason?.code, 'invalid-output');
			assert.match(record.reason?.message ?? '', /^one answered what its schema refuses: .*count/);
		});

		it('is refused when it would not be accepted again after it was stored', async () => {
			const { record } = await runOne({ output: z.object({ when: z.date() }), run: () => ({ when: new Date() }) });
			assert.equal(record.reason?.code, 'invalid-output');
			assert.match(record.reason?.message ?? '', /once it was stored as JSON/);
		});

		it('is what its schema makes of it, for dependents and in the checkpoint', async () => {
			let seen: unknown;
			const test = await open({
				one: { output: z.object({ count: z.number() }), run: () => ({ count: 3, surplus: true }) },
				two: {
					needs: ['one'],
					run: ({ outputs }) => {
						seen = outputs;
						return null;
					}
				}
			});
			const { id } = await test.run();
			assert.deepEqual(seen, { one: { count: 3 } });
			assert.deepEqual((await test.ledger.checkpoints(id)).get('one')?.output, { count: 3 });
		});

		it('may be large', async () => {
			const large = 'ä'.repeat(400_000);
			const seen = {};
			const test = await open({ one: { run: () => large }, two: { needs: ['one'], run: ({ outputs }) => Object.assign(seen, outputs) } });
			const { status, id } = await test.run();
			assert.equal(status, 'succeeded');
			assert.deepEqual(seen, { one: large });
			assert.equal((await test.ledger.checkpoints(id)).get('one')?.output, large);
		});

		it('may be nothing', async () => {
			assert.equal((await runOne({ run: () => undefined })).record.status, 'succeeded');
		});

		it('fails the stage when its section cannot be written', async () => {
			const { record, ended } = await runOne({
				report: () => {
					throw new Error('no words for this');
				}
			});
			assert.equal(ended.status, 'partial');
			assert.deepEqual(record.reason, { code: 'error', message: 'no words for this' });
		});

		it('takes with it what the stage emitted, and only if the stage succeeds', async () => {
			let attempts = 0;
			const { test } = await runOne({
				retries: 1,
				run: ({ emit }) => {
					emit({ target: 'x', title: 't', text: `attempt ${++attempts}` });
					if (attempts === 1) throw new Error('once');
					return null;
				}
			});
			assert.deepEqual(await test.outbox(), ['attempt 2']);
		});
	});

	it('says how far it is, in the ledger too', async () => {
		const started = latch();
		const test = await open({
			one: {
				run: async ({ progress, signal }) => {
					progress(7, 'far');
					started.open();
					return untilAborted(signal);
				}
			}
		});
		const { workflow, ended } = await test.engine.acceptAndRun(testRequest);
		await started.opened;
		const record = await waitUntil('it stands in the ledger', async () => {
			const [stage] = await test.ledger.stages(workflow.id);
			return stage?.note === 'far' && stage;
		});
		assert.equal(record.progress, 1);
		await test.ledger.requestCancel(workflow.id);
		await ended;
	});

	it('has a cache of its own that outlives the workflow, and sees its own past', async () => {
		const seen: unknown[] = [];
		const run: TestStage['run'] = async ({ cache, history, workflow }) => {
			seen.push(
				await cache.get('k'),
				(await history()).map(({ output, readable }) => ({ output, readable }))
			);
			await cache.set('k', { id: 1 }, 60_000);
			return workflow.depth;
		};
		const test = await open({ one: { run }, two: { needs: ['one'], run: async ({ cache }) => void seen.push(await cache.get('k')) } });
		await test.run();
		await test.run();
		assert.deepEqual(seen, [undefined, [], undefined, { id: 1 }, [{ output: 'standard', readable: true }], undefined]);
	});

	it('sees what people thought, everywhere or in the server where it was asked for', async () => {
		const seen: number[][] = [];
		const test = await open({
			one: {
				run: async ({ operations, workflow: { id, glossary: [server = ''] = [] } }) => {
					if (server !== '') await askedFor(test, id, { serverId: server });
					await test.connection.writer.insertInto('votes').values({ workflowId: id, userId: 'ada', vote: 'up', at: 1 }).execute();
					const [everywhere, here] = [await operations.feedback(), await operations.feedback({ sameServer: true })];
					seen.push([everywhere.length, here.length]);
				}
			}
		});
		for (const server of ['harbour', 'other', 'harbour']) {
			await test.run({ options: { ...testRequest.options, glossary: [server] } });
		}
		await test.run();
		assert.deepEqual(seen, [
			[1, 1],
			[2, 1],
			[3, 2],
			[4, 1]
		]);
	});

	it('keeps files that belong to the workflow', async () => {
		let read = '';
		const { ended, test } = await runOne({
			run: async ({ artifacts }) => {
				const { hash, bytes } = await artifacts.put('words');
				read = Buffer.from(await artifacts.read(hash)).toString();
				return { hash, bytes };
			}
		});
		assert.equal(ended.status, 'succeeded');
		assert.equal(read, 'words');
		const { hash } = z.object({ hash: z.string() }).parse((await test.ledger.checkpoints(ended.id)).get('one')?.output);
		assert.equal((await test.artifacts.read(hash)).toString(), 'words');
	});
});
