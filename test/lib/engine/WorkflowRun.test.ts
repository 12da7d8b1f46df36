/** How the stages of a workflow hang together: order, needs and wants, what a failure means, what a changed plugin means. */
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { latch } from '../../support/signals.js';
import { TestEngine, type TestEngineOptions, testRequest } from '../../support/TestEngine.js';
import type { TestStage } from '../../support/testRegistry.js';
import { waitUntil } from '../../support/waitUntil.js';

const broken: TestStage = {
	run: () => {
		throw new Error('broken');
	}
};

describe('a running workflow', () => {
	const opened: TestEngine[] = [];

	async function open(stages: Readonly<Record<string, TestStage>>, options: TestEngineOptions = {}): Promise<TestEngine> {
		const engine = await TestEngine.open(stages, options);
		opened.push(engine);
		return engine;
	}

	async function run(stages: Readonly<Record<string, TestStage>>, options: TestEngineOptions = {}) {
		return (await open(stages, options)).run();
	}

	const statuses = ({ stages }: Awaited<ReturnType<typeof run>>) =>
		Object.fromEntries([...stages].map(([name, { status }]) => [name, status]));

	afterEach(async () => {
		for (const engine of opened.splice(0)) await engine.close();
	});

	describe('and its order', () => {
		it('starts a stage when what it needs and wants is settled, and a phase when the one before is', async () => {
			const log: string[] = [];
			const noted = (name: string, given: TestStage = {}): TestStage => ({
				...given,
				run: async (context) => {
					log.push(`${name} begins`);
					await new Promise((resolve) => setImmediate(resolve));
					log.push(`${name} ends`);
					return given.run?.(context) ?? null;
				}
			});
			const { status } = await run({
				publish: noted('publish', { phase: 'publish' }),
				gather: noted('gather', { phase: 'gather' }),
				gatherToo: noted('gatherToo', { phase: 'gather', needs: ['gather'] }),
				wanting: noted('wanting', { wants: ['failing'] }),
				failing: noted('failing', broken),
				free: noted('free')
			});
			assert.equal(status, 'partial');
			const at = (line: string) => {
				assert.ok(log.includes(line), line);
				return log.indexOf(line);
			};
			assert.ok(at('gather ends') < at('gatherToo begins'));
			for (const analysing of ['wanting', 'failing', 'free']) {
				assert.ok(at('gatherToo ends') < at(`${analysing} begins`));
				assert.ok(at(`${analysing} ends`) < at('publish begins'));
			}
			assert.ok(at('failing ends') < at('wanting begins'));
			assert.ok(at('free begins') < at('failing ends'), 'what does not depend on each other runs at the same time');
		});

		it('runs at most so many stages at once', async () => {
			let running = 0;
			let most = 0;
			const one: TestStage = {
				run: async () => {
					most = Math.max(most, ++running);
					await new Promise((resolve) => setImmediate(resolve));
					running--;
				}
			};
			await run({ a: one, b: one, c: one, d: one, e: one }, { settings: { stageConcurrency: 2 } });
			assert.equal(most, 2);
		});

		it('keeps to the concurrency of a stage across workflows', async () => {
			let running = 0;
			let most = 0;
			const gate = latch();
			const narrow: TestStage = {
				concurrency: 1,
				run: async () => {
					most = Math.max(most, ++running);
					await gate.opened;
					running--;
				}
			};
			const test = await open({ narrow });
			const runs = [test.run(), test.run(), test.run()];
			await waitUntil('one is running', () => running === 1);
			gate.open();
			for (const { status } of await Promise.all(runs)) assert.equal(status, 'succeeded');
			assert.equal(most, 1);
		});

		it('can be cancelled while a stage waits for its turn', async () => {
			const started = latch();
			const gate = latch();
			const narrow: TestStage = {
				concurrency: 1,
				run: async () => {
					started.open();
					await gate.opened;
				}
			};
			const test = await open({ narrow });
			const first = test.run();
			await started.opened;
			const second = await test.engine.acceptAndRun(testRequest);
			await test.ledger.requestCancel(second.workflow.id);
			assert.equal(await second.ended, 'cancelled');
			gate.open();
			assert.equal((await first).status, 'succeeded');
			assert.equal((await test.run()).status, 'succeeded');
		});
	});

	describe('where a stage does not succeed', () => {
		it('fails when a required one failed, and starts nothing more', async () => {
			const ended = await run({
				read: { ...broken, phase: 'gather', required: true },
				use: { needs: ['read'] },
				other: { phase: 'conclude' }
			});
			assert.equal(ended.status, 'failed');
			assert.equal(ended.workflow.reason?.message, 'read: broken');
			assert.deepEqual(statuses(ended), { read: 'failed', use: 'skipped', other: 'skipped' });
			assert.equal(ended.sections.get('use')?.reason, 'read failed, and nothing can be done without it');
			assert.equal(ended.report?.status, 'failed');
		});

		it('is partial when another one failed: what needs it is skipped, what wants it runs', async () => {
			const ended = await run({ bad: broken, needy: { needs: ['bad'] }, deeper: { needs: ['needy'] }, wanting: { wants: ['bad'] } });
			assert.equal(ended.status, 'partial');
			assert.deepEqual(statuses(ended), { bad: 'failed', needy: 'skipped', deeper: 'skipped', wanting: 'succeeded' });
			assert.equal(ended.sections.get('needy')?.reason, 'it needs bad, which failed');
			assert.equal(ended.sections.get('deeper')?.reason, 'it needs needy, which was skipped');
		});

		it('fails when all of them failed', async () => {
			assert.equal((await run({ one: broken, two: broken })).status, 'failed');
		});

		it('succeeds when one chose to skip, and skips what needs it', async () => {
			const ended = await run({ one: { run: ({ skip }) => skip('no speech in it') }, two: { needs: ['one'] }, three: { wants: ['one'] } });
			assert.equal(ended.status, 'succeeded');
			assert.deepEqual(statuses(ended), { one: 'skipped', two: 'skipped', three: 'succeeded' });
			assert.equal(ended.sections.get('one')?.reason, 'no speech in it');
		});

		it('skips what the operator switched off', async () => {
			const ended = await run({ one: {}, two: { needs: ['one'] }, three: {} }, { settings: { disabledStages: ['one'] } });
			assert.equal(ended.status, 'succeeded');
			assert.deepEqual(statuses(ended), { one: 'skipped', two: 'skipped', three: 'succeeded' });
			assert.match(ended.sections.get('one')?.reason ?? '', /DISABLED_STAGES/);
		});

		it('gives a stage only the outputs it asked for and that are there', async () => {
			const seen: unknown[] = [];
			await run({
				one: { run: () => 1 },
				two: { run: () => 2 },
				bad: broken,
				last: { needs: ['one'], wants: ['bad'], run: ({ outputs }) => void seen.push(outputs) }
			});
			assert.deepEqual(seen, [{ one: 1 }]);
		});
	});

	describe('that is retried', () => {
		it('keeps what succeeded, runs the rest, and says so in a new report', async () => {
			const ran: string[] = [];
			let works = false;
			const test = await open({
				good: { run: () => ran.push('good') },
				bad: {
					needs: ['good'],
					run: () => {
						ran.push('bad');
						if (!works) throw new Error('broken');
						return null;
					}
				},
				after: { needs: ['bad'], run: () => ran.push('after') }
			});
			const first = await test.run();
			assert.equal(first.status, 'partial');
			works = true;
			await test.ledger.retry(first.id);
			const second = await test.take(first.id);
			assert.equal(second.status, 'succeeded');
			assert.equal(second.workflow.generation, 2);
			assert.equal(second.report?.status, 'succeeded');
			assert.deepEqual(ran, ['good', 'bad', 'bad', 'after']);
			assert.ok(test.events.some(([, event]) => 'kept' in event && event.stage === 'good' && event.kept === true));
		});
	});

	it('runs again, at a retry, what was made without a stage that has succeeded since, and only that', async () => {
		const ran: string[] = [];
		let works = false;
		const trace = (name: string) => () => {
			ran.push(name);
			if (name.startsWith('bad') && !works) throw new Error('broken');
			return name;
		};
		const test = await open({
			alone: { run: trace('alone') },
			bad: { run: trace('bad') },
			bad2: { run: trace('bad2') },
			user: { phase: 'conclude', wants: ['alone', 'bad', 'bad2'], run: trace('user') },
			last: { phase: 'publish', wants: ['user'], run: trace('last') },
			other: { phase: 'publish', wants: ['alone'], run: trace('other') }
		});
		const first = await test.run();
		assert.equal(first.status, 'partial');
		ran.length = 0;
		await test.ledger.retry(first.id);
		assert.equal((await test.take(first.id)).status, 'partial');
		assert.deepEqual(ran.splice(0).sort(), ['bad', 'bad2']);
		works = true;
		await test.ledger.retry(first.id);
		const third = await test.take(first.id);
		assert.equal(third.status, 'succeeded');
		assert.deepEqual(ran.slice(0, 2).sort(), ['bad', 'bad2']);
		assert.deepEqual(ran.slice(2), ['user', 'last']);
		assert.match(JSON.stringify(third.report?.sections.find(({ stage }) => stage === 'last')), /ran again, because bad2?, which it uses/);
	});

	it('runs a stage again whose stored output is gone from the disk', async () => {
		const ran: string[] = [];
		const large = 'x'.repeat(300_000);
		const test = await open({
			large: {
				output: z.string(),
				run: () => {
					ran.push('large');
					return large;
				}
			},
			stop: {
				wants: ['large'],
				run: ({ outputs }) => {
					ran.push('stop');
					if (ran.length < 4) throw new Error('not yet');
					assert.equal(Object.values(outputs as object)[0], large);
					return null;
				}
			}
		});
		const first = await test.run();
		assert.equal(first.status, 'partial');
		await rm(join(test.folder, 'artifacts'), { recursive: true });
		await test.ledger.retry(first.id);
		assert.equal((await test.take(first.id)).status, 'succeeded');
		assert.deepEqual(ran, ['large', 'stop', 'large', 'stop']);
	});

	describe('that goes on in a process with other plugins', () => {
		const output = z.string();

		/** Leaves a workflow behind whose stages `a`, `b` (needs a), `c` (wants b) and `d` (of its own) are done, and `last` is not. */
		async function leaveBehind(given: Readonly<Record<string, TestStage>> = {}) {
			const reached = latch();
			const test = await open({
				a: { output, run: () => 'a1', ...given['a'] },
				b: { output, needs: ['a'], run: () => 'b1', ...given['b'] },
				c: { output, wants: ['b'], run: () => 'c1', ...given['c'] },
				d: { output, run: () => 'd1', ...given['d'] },
				last: {
					phase: 'conclude',
					wants: ['a', 'b', 'c', 'd'],
					run: ({ signal }) => {
						reached.open();
						return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
					},
					...given['last']
				}
			});
			const { workflow } = await test.engine.acceptAndRun(testRequest);
			await reached.opened;
			await test.engine.stop('shutdown');
			return { id: workflow.id, folder: test.folder };
		}

		/** Stages that note when they run, all of them as they were unless given otherwise; `undefined`: gone. */
		async function goOn(left: { id: string; folder: string }, given: Readonly<Record<string, TestStage | undefined>> = {}) {
			const ran: string[] = [];
			let seen: unknown;
			const noted = (name: string, stage: TestStage): TestStage => ({
				output,
				run: (context) => {
					ran.push(name);
					if (name === 'last') seen = context.outputs;
					return `${name}2`;
				},
				report: (text) => ({ title: String(text), blocks: [] }),
				...stage
			});
			const all: Readonly<Record<string, TestStage>> = {
				a: {},
				b: { needs: ['a'] },
				c: { wants: ['b'] },
				d: {},
				last: { phase: 'conclude', wants: ['a', 'b', 'c', 'd'] }
			};
			const stages: Record<string, TestStage> = {};
			for (const [name, stage] of Object.entries(all)) {
				if (name in given && given[name] === undefined) continue;
				const isThere = (other: string) => !(other in given && given[other] === undefined);
				const known = { ...stage, needs: (stage.needs ?? []).filter(isThere), wants: (stage.wants ?? []).filter(isThere) };
				stages[name] = noted(name, { ...known, ...given[name] });
			}
			const test = await open(stages, { folder: left.folder });
			return { ...(await test.take(left.id)), ran, seen: () => seen, test };
		}

		it('keeps everything where nothing changed', async () => {
			const { status, ran, seen } = await goOn(await leaveBehind());
			assert.equal(status, 'succeeded');
			assert.deepEqual(ran, ['last']);
			assert.deepEqual(seen(), { a: 'a1', b: 'b1', c: 'c1', d: 'd1' });
		});

		it('runs a stage whose version changed again, and all that used it, and says so in the report', async () => {
			const { status, ran, seen, sections } = await goOn(await leaveBehind(), { a: { version: 2 } });
			assert.equal(status, 'succeeded');
			assert.deepEqual([...ran].sort(), ['a', 'b', 'c', 'last']);
			assert.deepEqual(seen(), { a: 'a2', b: 'b2', c: 'c2', d: 'd1' });
			assert.deepEqual(sections.get('a')?.notes, ['ran again, because its version changed from 1 to 2']);
			assert.deepEqual(sections.get('b')?.notes, ['ran again, because a stage it uses did: a']);
			assert.deepEqual(sections.get('c')?.notes, ['ran again, because a stage it uses did: a']);
			assert.deepEqual(sections.get('d')?.notes, []);
		});

		it('runs a stage again whose schema no longer accepts what it stored', async () => {
			const { ran, sections } = await goOn(await leaveBehind(), { c: { output: z.literal('c2') } });
			assert.deepEqual([...ran].sort(), ['c', 'last']);
			assert.match(sections.get('c')?.notes[0] ?? '', /schema no longer accepts/);
		});

		it('asks the new version to take over what the old one stored', async () => {
			const migrate: TestStage['migrate'] = ({ version, output: old }) => `${old} from ${version}`;
			const { ran, seen, sections, stages } = await goOn(await leaveBehind(), { a: { version: 2, migrate } });
			assert.deepEqual(ran, ['last']);
			assert.deepEqual(seen(), { a: 'a1 from 1', b: 'b1', c: 'c1', d: 'd1' });
			assert.equal(sections.get('a')?.title, 'a1 from 1');
			assert.deepEqual(sections.get('a')?.notes, []);
			assert.equal(stages.get('a')?.version, 2);
		});

		const migrates: Readonly<Record<string, NonNullable<TestStage['migrate']>>> = {
			'answers with nothing': () => undefined,
			'answers with what the schema refuses': () => 7,
			throws: () => {
				throw new Error('cannot read this');
			}
		};
		for (const [how, migrate] of Object.entries(migrates)) {
			it(`runs the stage again when its migrate ${how}`, async () => {
				const { status, ran } = await goOn(await leaveBehind(), { d: { version: 2, migrate } });
				assert.equal(status, 'succeeded');
				assert.deepEqual([...ran].sort(), ['d', 'last']);
			});
		}

		it('keeps what a stage stored whose plugin is gone', async () => {
			const { status, ran, seen, sections } = await goOn(await leaveBehind(), { d: undefined });
			assert.equal(status, 'succeeded');
			assert.deepEqual(ran, ['last']);
			assert.deepEqual(seen(), { a: 'a1', b: 'b1', c: 'c1' });
			assert.equal(sections.get('d')?.status, 'succeeded');
		});

		it('skips a stage whose plugin is gone before it ran, and says which', async () => {
			const { status, sections, stages } = await goOn(await leaveBehind(), { last: undefined });
			assert.equal(status, 'succeeded');
			assert.equal(stages.get('last')?.status, 'skipped');
			assert.equal(sections.get('last')?.reason, 'its plugin test@1.0.0 is gone');
		});

		it('parks when a required stage is gone, and goes on when it is back', async () => {
			const left = await leaveBehind({ last: { required: true } });
			const gone = await goOn(left, { last: undefined });
			assert.equal(gone.status, 'parked');
			assert.equal(gone.workflow.reason?.code, 'plugin-missing');
			assert.equal(gone.workflow.reason?.message, 'the stage last is gone: it came from test@1.0.0');
			await gone.test.ledger.resume(left.id);
			const back = await goOn(left, { last: { required: true } });
			assert.equal(back.status, 'succeeded');
			assert.deepEqual(back.ran, ['last']);
		});
	});
});
