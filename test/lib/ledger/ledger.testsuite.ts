/**
 * What a ledger promises, whatever database is under it. Give it a store: a place for one ledger, empty, that can be connected to several
 * times.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { CancelRequested, LeaseLost } from '#lib/ledger/errors';
import { Ledger } from '#lib/ledger/Ledger';
import type { LedgerConnection } from '#lib/ledger/LedgerConnection';
import type { WorkflowRequest } from '#lib/ledger/operations/accept';
import type { Claim, Claimant } from '#lib/ledger/operations/claim';
import type { KnowledgeDocument } from '#lib/workflow/knowledge';
import { dumpLedger } from '../../support/dumpLedger.js';
import { emptyReport, fencedWrites, tryAll, unfencedMethods } from '../../support/fencedWrites.js';
import { planOf } from '../../support/plan.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

export interface LedgerStore {
	connect(): Promise<LedgerConnection>;
	/** Opens a backup that the ledger wrote to `file`. */
	connectToBackup(file: string): Promise<LedgerConnection>;
}

const request: WorkflowRequest = {
	kind: 'test',
	depth: 'standard',
	source: { type: 'file', path: '/a/file' },
	options: { reportLanguage: 'en' }
};

const me: Claimant = { owner: 'me', leaseMs: 60_000, deadOwners: new Set() };
const you: Claimant = { ...me, owner: 'you' };
const section = { title: 'A section', blocks: [] };
const large = 'ü'.repeat(300 * 1024);

export function describeLedger(name: string, openStore: () => LedgerStore): void {
	describe(`the ledger on ${name}`, () => {
		let store: LedgerStore;
		let connection: LedgerConnection;
		let artifacts: ArtifactStore;
		let ledger: Ledger;

		beforeEach(async () => {
			store = openStore();
			connection = await store.connect();
			artifacts = new ArtifactStore(join(temporaryFolder(), 'artifacts'));
			ledger = new Ledger(connection, artifacts);
		});

		afterEach(() => ledger.close());

		const dump = () => dumpLedger(connection);

		async function claimed(claimant: Claimant = me): Promise<Claim> {
			const { claim } = await ledger.acceptAndClaim(request, claimant);
			assert.ok(claim);
			return claim;
		}

		async function commit(claim: Claim, stage: string, output: string, deliveries: readonly string[] = []): Promise<void> {
			await ledger.startStage(claim, { name: stage, version: 1 });
			await ledger.commitStage(claim, {
				stage,
				version: 1,
				checkpoint: { output, section },
				deliveries: deliveries.map((text) => ({ text })),
				attempts: 1,
				durationMs: 5
			});
		}

		async function statusOf({ workflow }: Claim) {
			return (await ledger.find(workflow.id))?.status;
		}

		async function stageOf({ workflow }: Claim, stage: string) {
			return (await ledger.stages(workflow.id)).find((record) => record.stage === stage);
		}

		describe('accepting', () => {
			it('stores what was asked for, queued', async () => {
				const accepted = await ledger.accept({ ...request, options: { language: 'de', reportLanguage: 'fr' } });
				assert.match(accepted.id, /^wf_[0-9a-hjkmnp-tv-z]{12}$/);
				assert.equal(accepted.status, 'queued');
				assert.equal(accepted.generation, 1);
				assert.deepEqual(accepted.options, { language: 'de', reportLanguage: 'fr' });
				assert.deepEqual(await ledger.find(accepted.id), accepted);
				assert.equal(await ledger.plan(accepted.id), undefined);
			});

			it('makes one workflow of two requests with the same key, even at the same moment', async () => {
				const other = new Ledger(await store.connect(), artifacts);
				const keyed = { ...request, requestKey: 'interaction-1' };
				const accepted = await Promise.all([ledger, other, ledger, other].map((one) => one.accept(keyed)));
				assert.equal(new Set(accepted.map(({ id }) => id)).size, 1);
				assert.equal((await ledger.list()).length, 1);
				await other.close();
			});

			it('takes requests without a key for different ones', async () => {
				await Promise.all([ledger.accept(request), ledger.accept(request)]);
				assert.equal((await ledger.list()).length, 2);
			});

			it('can be claimed in the same breath, so that nobody gets in between', async () => {
				const { workflow, claim } = await ledger.acceptAndClaim({ ...request, requestKey: 'k' }, me);
				assert.equal(claim?.epoch, 1);
				assert.equal((await ledger.find(workflow.id))?.status, 'running');
				const again = await ledger.acceptAndClaim({ ...request, requestKey: 'k' }, you);
				assert.equal(again.workflow.id, workflow.id);
				assert.equal(again.claim, undefined);
			});
		});

		describe('claiming', () => {
			it('takes a queued workflow and names its owner', async () => {
				const { id } = await ledger.accept(request);
				const claim = await ledger.claim(id, me);
				assert.equal(claim?.epoch, 1);
				assert.equal(claim?.crashes, 0);
				const found = await ledger.find(id);
				assert.equal(found?.status, 'running');
				assert.equal(found?.owner, 'me');
				assert.ok(found?.startedAt);
				assert.deepEqual(await ledger.owners(), ['me']);
			});

			it('leaves alone what somebody else runs', async () => {
				const claim = await claimed();
				const before = await dump();
				assert.equal(await ledger.claim(claim.workflow.id, you), undefined);
				assert.equal(await dump(), before);
			});

			it('leaves alone what the same owner runs already', async () => {
				const claim = await claimed();
				assert.equal(await ledger.claim(claim.workflow.id, me), undefined);
			});

			it('takes over from an owner who is dead, at once', async () => {
				const claim = await claimed();
				const taken = await ledger.claim(claim.workflow.id, { ...you, deadOwners: new Set(['me']) });
				assert.equal(taken?.epoch, 2);
				assert.equal((await ledger.find(claim.workflow.id))?.owner, 'you');
			});

			it('takes over when the lease has ended', async () => {
				const claim = await claimed({ ...me, leaseMs: 0 });
				assert.equal((await ledger.claim(claim.workflow.id, you))?.epoch, 2);
			});

			it('finds no workflow under an unknown id, and none that is over or parked', async () => {
				assert.equal(await ledger.claim('../../etc/passwd', me), undefined);
				const parked = await claimed();
				await ledger.park(parked, { code: 'interrupted', message: 'stopped' });
				assert.equal(await ledger.claim(parked.workflow.id, me), undefined);
				const finished = await claimed();
				await ledger.finish(finished, 'succeeded', undefined, emptyReport);
				assert.equal(await ledger.claim(finished.workflow.id, me), undefined);
			});

			it('keeps the time of the first start', async () => {
				const claim = await claimed();
				const { startedAt } = claim.workflow;
				await ledger.release(claim);
				assert.equal((await ledger.claim(claim.workflow.id, you))?.workflow.startedAt, startedAt);
			});

			it('lets exactly one of many win, through two connections', async () => {
				const other = new Ledger(await store.connect(), artifacts);
				for (let round = 0; round < 5; round++) {
					const { id } = await ledger.accept(request);
					const claims = await Promise.all(
						Array.from({ length: 20 }, (_, index) => (index % 2 ? ledger : other).claim(id, { ...me, owner: `owner-${index}` }))
					);
					const won = claims.filter((claim) => claim !== undefined);
					assert.equal(won.length, 1);
					assert.equal((await ledger.find(id))?.owner, won[0]?.owner);
				}
				await other.close();
			});

			it('lists what can be claimed, oldest first, up to a limit', async () => {
				const queued = await ledger.accept(request);
				const live = await claimed();
				const dead = await claimed({ ...me, owner: 'dead' });
				const silent = await claimed({ ...me, owner: 'silent', leaseMs: 0 });
				const parked = await claimed();
				await ledger.park(parked, { code: 'interrupted', message: 'stopped' });
				const finished = await claimed();
				await ledger.finish(finished, 'succeeded', undefined, emptyReport);
				const claimable = async (dead: readonly string[], limit: number) =>
					(await ledger.claimable(new Set(dead), limit)).map(({ id }) => id);
				const ids = await claimable(['dead'], 10);
				assert.deepEqual([...ids].sort(), [queued.id, dead.workflow.id, silent.workflow.id].sort());
				assert.ok(!ids.includes(live.workflow.id));
				assert.equal((await claimable(['dead'], 2)).length, 2);
				assert.deepEqual([...(await claimable([], 10))].sort(), [queued.id, silent.workflow.id].sort());
			});
		});

		describe('renewing', () => {
			it('extends the lease', async () => {
				const claim = await claimed({ ...me, leaseMs: 60_000 });
				await ledger.renew(claim, 1_000_000);
				const row = await connection.reader.selectFrom('workflows').select('leaseUntil').executeTakeFirstOrThrow();
				assert.ok(Number(row.leaseUntil) > connection.now() + 900_000);
			});

			it('tells of a cancellation', async () => {
				const claim = await claimed();
				assert.deepEqual(await ledger.renew(claim, 60_000), { cancelRequested: false });
				await ledger.requestCancel(claim.workflow.id);
				assert.deepEqual(await ledger.renew(claim, 60_000), { cancelRequested: true });
			});

			it('does not bring back a lease that has ended', async () => {
				const claim = await claimed({ ...me, leaseMs: 0 });
				await assert.rejects(ledger.renew(claim, 60_000), LeaseLost);
			});
		});

		describe('fencing', () => {
			const names = Object.getOwnPropertyNames(Ledger.prototype).filter((method) => method !== 'constructor' && method !== 'place');

			it('knows every method of the ledger', async () => {
				const claim = await claimed();
				const known: readonly string[] = [...Object.keys(fencedWrites(ledger, claim)), ...unfencedMethods];
				assert.deepEqual([...known].sort(), [...names].sort());
			});

			it('lets the owner write all of it', async () => {
				for (const write of Object.keys(fencedWrites(ledger, await claimed()))) {
					const claim = await claimed();
					await ledger.startStage(claim, { name: 'one', version: 1 });
					const before = await dump();
					const [[, code] = []] = Object.entries(await tryAll({ [write]: () => run(claim, write) }));
					assert.equal(code, undefined, write);
					assert.notEqual(await dump(), before, write);
				}
			});

			const former: Readonly<Record<string, (claim: Claim) => Promise<Claim>>> = {
				'whose workflow was claimed again by somebody else': async (claim) => {
					await ledger.claim(claim.workflow.id, { ...you, deadOwners: new Set([claim.owner]) });
					return claim;
				},
				'whose workflow it claimed again itself since': async (claim) => {
					await ledger.claim(claim.workflow.id, { ...me, deadOwners: new Set([claim.owner]) });
					return claim;
				},
				'that is not the owner, at the right epoch': async (claim) => ({ ...claim, owner: 'you' }),
				'whose lease has ended': async (claim) => {
					await ledger.renew(claim, 0);
					return claim;
				},
				'that released it': async (claim) => {
					await ledger.release(claim);
					return claim;
				},
				'that parked it': async (claim) => {
					await ledger.park(claim, { code: 'interrupted', message: 'stopped' });
					return claim;
				},
				'that finished it': async (claim) => {
					await ledger.finish(claim, 'succeeded', undefined, emptyReport);
					return claim;
				}
			};
			for (const [who, lose] of Object.entries(former)) {
				it(`refuses everything from a process ${who}`, async () => {
					const claim = await claimed();
					await ledger.freezePlan(claim, planOf({ one: {} }));
					await commit(claim, 'one', 'good');
					const lost = await lose(claim);
					const before = await dump();
					const codes = await tryAll(fencedWrites(ledger, lost));
					assert.deepEqual(new Set(Object.values(codes)), new Set(['lease-lost']), JSON.stringify(codes));
					assert.equal(await dump(), before);
				});
			}

			function run(claim: Claim, write: string): Promise<unknown> {
				const found = Object.entries(fencedWrites(ledger, claim)).find(([known]) => known === write);
				assert.ok(found);
				return found[1]();
			}
		});

		describe('checkpoints', () => {
			it('keeps the output and the section of a stage', async () => {
				const claim = await claimed();
				await commit(claim, 'one', 'fine');
				assert.deepEqual(await ledger.checkpoints(claim.workflow.id), new Map([['one', { output: 'fine', section }]]));
				const record = await stageOf(claim, 'one');
				assert.equal(record?.status, 'succeeded');
				assert.equal(record?.attempts, 1);
				assert.equal(record?.progress, 1);
				assert.equal(record?.durationMs, 5);
				assert.ok(record?.finishedAt);
			});

			it('keeps a large one as a file that belongs to the workflow', async () => {
				const claim = await claimed();
				await commit(claim, 'one', large);
				assert.equal((await ledger.checkpoints(claim.workflow.id)).get('one')?.output, large);
				const [row] = await connection.reader.selectFrom('stages').select('checkpoint').execute();
				assert.ok((row?.checkpoint?.length ?? 0) < 100);
				const [artifact] = await connection.reader.selectFrom('artifacts').selectAll().execute();
				assert.equal(artifact?.workflowId, claim.workflow.id);
				assert.equal((await artifacts.read(artifact?.hash ?? '')).length, Number(artifact?.bytes));
			});

			it('reads only those that are asked for', async () => {
				const claim = await claimed();
				await commit(claim, 'one', '1');
				await commit(claim, 'two', '2');
				assert.deepEqual([...(await ledger.checkpoints(claim.workflow.id, ['two'])).keys()], ['two']);
			});

			it('puts what the stage emitted into the outbox in the same transaction', async () => {
				const claim = await claimed();
				await commit(claim, 'one', 'fine', ['first', 'second']);
				const rows = await connection.reader.selectFrom('outbox').selectAll().execute();
				assert.deepEqual(rows.map(({ payloadJson }) => JSON.parse(payloadJson).text).sort(), ['first', 'second']);
				assert.ok(
					rows.every(({ status, stage, workflowId }) => status === 'pending' && stage === 'one' && workflowId === claim.workflow.id)
				);
			});

			it('leaves neither checkpoint nor outbox when a part of the commit fails', async () => {
				const claim = await claimed();
				await ledger.startStage(claim, { name: 'one', version: 1 });
				const before = await dump();
				const circular: { self?: unknown } = {};
				circular.self = circular;
				await assert.rejects(
					ledger.commitStage(claim, {
						stage: 'one',
						version: 1,
						checkpoint: { output: large, section },
						// The second one cannot be written, after everything else was.
						deliveries: [{ text: 'first' }, circular as never],
						attempts: 1,
						durationMs: 1
					}),
					TypeError
				);
				assert.equal(await dump(), before);
			});

			it('refuses the checkpoint of a stage that was never started instead of losing it', async () => {
				const claim = await claimed();
				await assert.rejects(
					ledger.commitStage(claim, {
						stage: 'never',
						version: 1,
						checkpoint: { output: 1, section },
						deliveries: [{ text: 'first' }],
						attempts: 1,
						durationMs: 1
					})
				);
				assert.equal((await connection.reader.selectFrom('outbox').selectAll().execute()).length, 0);
			});

			it('keeps steps by stage, version and name', async () => {
				const claim = await claimed();
				const address = { stage: 'one', version: 1, step: 'a' };
				await ledger.commitStep(claim, address, { deep: [1, null] });
				const { id } = claim.workflow;
				assert.deepEqual(await ledger.step(id, address), { value: { deep: [1, null] } });
				assert.equal(await ledger.step(id, { ...address, version: 2 }), undefined);
				assert.equal(await ledger.step(id, { ...address, step: 'b' }), undefined);
				assert.equal(await ledger.step(id, { ...address, stage: 'two' }), undefined);
				await ledger.commitStep(claim, { ...address, step: 'nothing' }, null);
				assert.deepEqual(await ledger.step(id, { ...address, step: 'nothing' }), { value: null });
			});

			it('keeps a large step as a file', async () => {
				const claim = await claimed();
				const address = { stage: 'one', version: 1, step: 'a' };
				await ledger.commitStep(claim, address, large);
				assert.deepEqual(await ledger.step(claim.workflow.id, address), { value: large });
				assert.equal((await connection.reader.selectFrom('artifacts').selectAll().execute()).length, 1);
			});
		});

		describe('stages', () => {
			it('settles one that was started, and one that never was', async () => {
				const claim = await claimed();
				await ledger.startStage(claim, { name: 'one', version: 1 });
				const failed = {
					version: 1,
					status: 'failed',
					reason: { code: 'c', message: 'm', hint: 'h' },
					attempts: 3,
					durationMs: 7
				} as const;
				await ledger.settleStage(claim, { stage: 'one', ...failed });
				await ledger.settleStage(claim, { stage: 'two', ...failed, status: 'skipped', attempts: 0 });
				const one = await stageOf(claim, 'one');
				assert.equal(one?.status, 'failed');
				assert.equal(one?.attempts, 3);
				assert.deepEqual(one?.reason, { code: 'c', message: 'm', hint: 'h' });
				assert.equal((await stageOf(claim, 'two'))?.status, 'skipped');
				assert.equal((await ledger.checkpoints(claim.workflow.id)).size, 0);
			});

			it('shows how far running ones are, and no others', async () => {
				const claim = await claimed();
				await ledger.startStage(claim, { name: 'one', version: 1 });
				await commit(claim, 'two', 'done');
				const news = { progress: 0.25, note: 'a quarter' };
				await ledger.saveProgress(
					claim,
					new Map([
						['one', news],
						['two', news],
						['three', news]
					])
				);
				const one = await stageOf(claim, 'one');
				assert.equal(one?.progress, 0.25);
				assert.equal(one?.note, 'a quarter');
				assert.equal((await stageOf(claim, 'two'))?.progress, 1);
				assert.equal(await stageOf(claim, 'three'), undefined);
			});

			it('takes a checkpoint back, with steps of other versions, and remembers why', async () => {
				const claim = await claimed();
				await commit(claim, 'one', 'old');
				await ledger.commitStep(claim, { stage: 'one', version: 1, step: 'old' }, 1);
				await ledger.commitStep(claim, { stage: 'one', version: 2, step: 'new' }, 2);
				await ledger.commitStep(claim, { stage: 'two', version: 1, step: 'else' }, 3);
				await ledger.resetStages(claim, [{ stage: 'one', version: 2, remark: 'its version changed' }]);
				const { id } = claim.workflow;
				assert.equal((await ledger.checkpoints(id)).size, 0);
				assert.equal((await stageOf(claim, 'one'))?.status, 'pending');
				assert.equal(await ledger.step(id, { stage: 'one', version: 1, step: 'old' }), undefined);
				assert.ok(await ledger.step(id, { stage: 'one', version: 2, step: 'new' }));
				assert.ok(await ledger.step(id, { stage: 'two', version: 1, step: 'else' }));
				await commit(claim, 'one', 'new');
				assert.deepEqual((await stageOf(claim, 'one'))?.remarks, ['its version changed']);
			});
		});

		describe('letting go', () => {
			it('releases to the queue, with nothing left running and its checkpoints kept', async () => {
				const claim = await claimed();
				await commit(claim, 'one', 'good');
				await ledger.startStage(claim, { name: 'two', version: 1 });
				await ledger.release(claim);
				const found = await ledger.find(claim.workflow.id);
				assert.equal(found?.status, 'queued');
				assert.equal(found?.owner, undefined);
				assert.equal((await stageOf(claim, 'two'))?.status, 'pending');
				assert.equal((await stageOf(claim, 'one'))?.status, 'succeeded');
				assert.ok(await ledger.claim(claim.workflow.id, you));
			});

			it('parks with a reason until somebody resumes', async () => {
				const claim = await claimed();
				await ledger.park(claim, { code: 'interrupted', message: 'stopped', hint: 'go on' });
				assert.deepEqual((await ledger.find(claim.workflow.id))?.reason, { code: 'interrupted', message: 'stopped', hint: 'go on' });
				assert.deepEqual(await ledger.claimable(new Set(), 9), []);
				const resumed = await ledger.resume(claim.workflow.id);
				assert.equal(resumed?.status, 'queued');
				assert.equal(resumed?.reason, undefined);
				assert.ok(await ledger.claim(claim.workflow.id, me));
			});

			it('resumes nothing that is not parked', async () => {
				const claim = await claimed();
				const before = await dump();
				assert.equal((await ledger.resume(claim.workflow.id))?.status, 'running');
				assert.equal(await dump(), before);
				assert.equal(await ledger.resume('wf_unknown'), undefined);
			});
		});

		describe('finishing', () => {
			it('stores the report with the status, settles what was still running, and frees the owner', async () => {
				const claim = await claimed();
				await ledger.startStage(claim, { name: 'one', version: 1 });
				const report = { ...emptyReport, summary: large };
				await ledger.finish(claim, 'partial', { code: 'stages-failed', message: 'some' }, report);
				const found = await ledger.find(claim.workflow.id);
				assert.equal(found?.status, 'partial');
				assert.deepEqual(found?.reason, { code: 'stages-failed', message: 'some' });
				assert.equal(found?.owner, undefined);
				assert.ok(found?.finishedAt);
				assert.deepEqual(await ledger.report(claim.workflow.id), report);
				assert.equal((await stageOf(claim, 'one'))?.status, 'pending');
				assert.deepEqual(await ledger.owners(), []);
			});

			it('has no report before', async () => {
				const claim = await claimed();
				assert.equal(await ledger.report(claim.workflow.id), undefined);
				assert.equal(await ledger.report('wf_unknown'), undefined);
			});
		});

		describe('cancelling', () => {
			it('wins when it comes first: only the end as cancelled is accepted', async () => {
				const claim = await claimed();
				await ledger.requestCancel(claim.workflow.id);
				const before = await dump();
				await assert.rejects(ledger.finish(claim, 'succeeded', undefined, emptyReport), CancelRequested);
				assert.equal(await dump(), before);
				await ledger.finish(claim, 'cancelled', { code: 'cancelled', message: 'cancelled' }, { ...emptyReport, status: 'cancelled' });
				assert.equal(await statusOf(claim), 'cancelled');
			});

			it('loses when it comes second: what is over stays as it is', async () => {
				const claim = await claimed();
				await ledger.finish(claim, 'succeeded', undefined, emptyReport);
				const before = await dump();
				assert.equal((await ledger.requestCancel(claim.workflow.id))?.status, 'succeeded');
				assert.equal(await dump(), before);
			});

			it('and finishing agree on who won, however close they are', async () => {
				const other = new Ledger(await store.connect(), artifacts);
				for (let round = 0; round < 20; round++) {
					const claim = await claimed();
					const finishing = ledger.finish(claim, 'succeeded', undefined, emptyReport).then(
						() => true,
						(error: unknown) => {
							assert.ok(error instanceof CancelRequested);
							return false;
						}
					);
					const [finished, answer] = await Promise.all([finishing, other.requestCancel(claim.workflow.id)]);
					assert.equal(answer?.status, finished ? 'succeeded' : 'running');
					assert.equal(answer?.cancelRequestedAt === undefined, finished);
					assert.equal(await statusOf(claim), finished ? 'succeeded' : 'running');
				}
				await other.close();
			});

			it('marks a queued or parked workflow for the next claim', async () => {
				const queued = await ledger.accept(request);
				assert.ok((await ledger.requestCancel(queued.id))?.cancelRequestedAt);
				assert.ok((await ledger.claim(queued.id, me))?.workflow.cancelRequestedAt);
				const parked = await claimed();
				await ledger.park(parked, { code: 'interrupted', message: 'stopped' });
				assert.equal((await ledger.requestCancel(parked.workflow.id))?.status, 'queued');
				assert.ok((await ledger.claim(parked.workflow.id, me))?.workflow.cancelRequestedAt);
			});

			it('counts once, and knows no unknown id', async () => {
				const { id } = await ledger.accept(request);
				const first = await ledger.requestCancel(id);
				assert.deepEqual(await ledger.requestCancel(id), first);
				assert.equal(await ledger.requestCancel('wf_unknown'), undefined);
			});
		});

		describe('retrying', () => {
			it('starts a new generation without a plan, keeping good checkpoints, steps and the report', async () => {
				const claim = await claimed();
				await ledger.freezePlan(claim, planOf({ one: {}, two: {} }));
				await commit(claim, 'one', 'good');
				await ledger.commitStep(claim, { stage: 'two', version: 1, step: 'a' }, 1);
				await ledger.settleStage(claim, {
					stage: 'two',
					version: 1,
					status: 'failed',
					reason: { code: 'c', message: 'm' },
					attempts: 1,
					durationMs: 1
				});
				await ledger.finish(claim, 'partial', { code: 'stages-failed', message: 'two' }, emptyReport);
				const retried = await ledger.retry(claim.workflow.id);
				assert.equal(retried?.status, 'queued');
				assert.equal(retried?.generation, 2);
				assert.equal(retried?.reason, undefined);
				assert.equal(retried?.finishedAt, undefined);
				const { id } = claim.workflow;
				assert.equal(await ledger.plan(id), undefined);
				assert.deepEqual([...(await ledger.checkpoints(id)).keys()], ['one']);
				assert.equal(await stageOf(claim, 'two'), undefined);
				assert.ok(await ledger.step(id, { stage: 'two', version: 1, step: 'a' }));
				assert.deepEqual(await ledger.report(id), emptyReport);
			});

			it('leaves everything else as it is', async () => {
				const succeeded = await claimed();
				await ledger.finish(succeeded, 'succeeded', undefined, emptyReport);
				const cancelled = await claimed();
				await ledger.requestCancel(cancelled.workflow.id);
				await ledger.finish(cancelled, 'cancelled', undefined, emptyReport);
				const parked = await claimed();
				await ledger.park(parked, { code: 'interrupted', message: 'stopped' });
				const running = await claimed();
				const before = await dump();
				for (const { workflow } of [succeeded, cancelled, parked, running]) await ledger.retry(workflow.id);
				assert.equal(await dump(), before);
				assert.equal(await ledger.retry('wf_unknown'), undefined);
			});
		});

		describe('counting crashes', () => {
			const takenBy = async (claim: Claim, owner: string): Promise<Claim> => {
				const taken = await ledger.claim(claim.workflow.id, { ...me, owner, deadOwners: new Set([claim.owner]) });
				assert.ok(taken);
				return taken;
			};

			it('counts each owner that died without progress', async () => {
				let claim = await claimed();
				for (const expected of [1, 2, 3]) {
					claim = await takenBy(claim, `owner-${expected}`);
					await ledger.startStage(claim, { name: 'one', version: 1 });
					assert.equal(claim.crashes, expected);
				}
			});

			it('begins anew after a step, a checkpoint or a settled stage', async () => {
				let claim = await takenBy(await takenBy(await claimed(), 'two'), 'three');
				assert.equal(claim.crashes, 2);
				await ledger.commitStep(claim, { stage: 'one', version: 1, step: 'a' }, 1);
				claim = await takenBy(claim, 'four');
				assert.equal(claim.crashes, 1);
				await commit(claim, 'one', 'good');
				claim = await takenBy(claim, 'five');
				assert.equal(claim.crashes, 1);
			});

			it('does not count those who let go, nor one that takes its own back', async () => {
				const claim = await claimed();
				await ledger.release(claim);
				const again = await ledger.claim(claim.workflow.id, you);
				assert.equal(again?.crashes, 0);
				assert.ok(again);
				assert.equal((await takenBy(again, 'you')).crashes, 0);
			});

			it('is forgiven by resume and retry', async () => {
				const parked = await takenBy(await takenBy(await claimed(), 'two'), 'three');
				await ledger.park(parked, { code: 'interrupted', message: 'stopped' });
				await ledger.resume(parked.workflow.id);
				assert.equal((await ledger.claim(parked.workflow.id, me))?.crashes, 0);
				const failed = await takenBy(await takenBy(await claimed(), 'two'), 'three');
				await ledger.finish(failed, 'failed', { code: 'crash-loop', message: 'died' }, emptyReport);
				await ledger.retry(failed.workflow.id);
				assert.equal((await ledger.claim(failed.workflow.id, me))?.crashes, 0);
			});
		});

		describe('what was learned', () => {
			const bridge = { type: 'passage', text: 'The bridges of Königsberg', at: { start: 1, end: 2 }, speaker: 'Euler' } as const;
			const page = { scope: { type: 'operator' }, limit: 10 } as const;

			async function learn(claim: Claim, stage: string, documents: readonly KnowledgeDocument[]): Promise<void> {
				await ledger.startStage(claim, { name: stage, version: 1 });
				const checkpoint = { output: 'x', section };
				await ledger.commitStage(claim, { stage, version: 1, checkpoint, deliveries: [], documents, attempts: 1, durationMs: 5 });
			}

			it('is found by any form of its words once the workflow has ended well, with its place', async () => {
				const claim = await claimed();
				await learn(claim, 'one', [bridge, { type: 'entity', text: 'Pregel' }]);
				assert.deepEqual(await ledger.searchDocuments(['bridge'], page), []);
				await ledger.finish(claim, 'partial', undefined, emptyReport);
				for (const word of ['bridge', 'BRIDGES', 'konigsberg']) {
					const [hit, ...others] = await ledger.searchDocuments([word, 'absent'], page);
					assert.ok(hit && others.length === 0, word);
					const { id, finishedAt, ...rest } = hit;
					assert.deepEqual(rest, { ...bridge, workflowId: claim.workflow.id, source: request.source });
					assert.deepEqual(await ledger.documentsWith(word, [id, id + 1]), new Set([id]));
				}
			});

			it('takes no word for an operator', async () => {
				const claim = await claimed();
				await learn(claim, 'one', [bridge]);
				await ledger.finish(claim, 'succeeded', undefined, emptyReport);
				for (const word of ['"', 'OR', 'a" OR "bridge', 'text:bridge', '*', ')'])
					assert.deepEqual(await ledger.searchDocuments([word], page), [], word);
			});

			it('is replaced when its stage runs again, and gone when its checkpoint is taken back', async () => {
				const claim = await claimed();
				await learn(claim, 'one', [bridge]);
				await learn(claim, 'one', [{ type: 'passage', text: 'Tunnels' }]);
				await learn(claim, 'two', [{ type: 'passage', text: 'Ferries' }]);
				await ledger.resetStages(claim, [{ stage: 'two', version: 1, remark: 'again' }]);
				await ledger.finish(claim, 'succeeded', undefined, emptyReport);
				const found = await ledger.searchDocuments(['bridge', 'tunnel', 'ferry'], page);
				assert.deepEqual(
					found.map(({ text }) => text),
					['Tunnels']
				);
			});

			it('is searched in pieces, the best of all of them first, and others have their turn in between', async () => {
				const claim = await claimed();
				await ledger.finish(claim, 'succeeded', undefined, emptyReport);
				const vectorOf = (...numbers: number[]) => Buffer.from(new Float32Array(numbers).buffer);
				// Far from each other, as when what was between them is deleted.
				const ids = [1, 1_000_000, 2_000_000, 3_000_000];
				const values = ids.map((id, index) => ({
					...{ id, workflowId: claim.workflow.id, stage: 'one', type: 'passage' as const },
					text: `${'bridge '.repeat(index + 1)}and some more`,
					...{ vectorModel: 'm', vectorDimensions: 2, vector: vectorOf(1, ids.length - index) }
				}));
				await connection.writer.insertInto('documents').values(values).execute();
				let turns = 0;
				const count = () => {
					turns++;
					timer = setImmediate(count);
				};
				let timer = setImmediate(count);
				try {
					const near = await ledger.nearestDocuments('m', new Float32Array([1, 0]), { ...page, limit: 2 });
					assert.deepEqual(
						near.map(({ id }) => id),
						[3_000_000, 2_000_000]
					);
					assert.ok(Math.abs((near[0]?.nearness ?? 0) - Math.SQRT1_2) < 1e-6);
					assert.ok(turns >= 3, `${turns}`);
					turns = 0;
					const found = await ledger.searchDocuments(['bridge'], { ...page, limit: 2 });
					assert.deepEqual(
						found.map(({ id }) => id),
						[3_000_000, 2_000_000]
					);
					assert.ok(turns >= 3, `${turns}`);
				} finally {
					clearImmediate(timer);
				}
			});

			it('goes with its workflow', async () => {
				const claim = await claimed();
				await learn(
					claim,
					'one',
					Array.from({ length: 120 }, (_, index) => ({ ...bridge, text: `bridge ${index}` }))
				);
				await ledger.finish(claim, 'succeeded', undefined, emptyReport);
				assert.equal((await ledger.searchDocuments(['bridge'], { ...page, limit: 200 })).length, 120);
				await connection.writer.deleteFrom('workflows').where('id', '=', claim.workflow.id).execute();
				assert.deepEqual(await ledger.searchDocuments(['bridge'], page), []);
			});
		});

		describe('looking back', () => {
			it('lists newest first, by status, up to a limit', async () => {
				const ids: string[] = [];
				for (let count = 0; count < 4; count++) {
					const claim = await claimed();
					ids.unshift(claim.workflow.id);
					// Times are whole milliseconds: order them for certain.
					await connection.writer.updateTable('workflows').set({ acceptedAt: count }).where('id', '=', claim.workflow.id).execute();
					if (count % 2) await ledger.finish(claim, 'succeeded', undefined, emptyReport);
				}
				assert.deepEqual(
					(await ledger.list()).map(({ id }) => id),
					ids
				);
				assert.deepEqual(
					(await ledger.list({ limit: 2 })).map(({ id }) => id),
					ids.slice(0, 2)
				);
				assert.deepEqual(
					(await ledger.list({ statuses: ['succeeded'] })).map(({ id }) => id),
					[ids[0], ids[2]]
				);
				assert.deepEqual(await ledger.list({ statuses: [] }), []);
			});

			it('counts by state, and tells how long runs of a kind took and what they cost, whatever their depth', async () => {
				assert.deepEqual(await ledger.count(), {});
				const [deep, failed, running] = [await claimed(), await claimed(), await claimed()];
				await commit(deep, 'one', 'output');
				const call = { stage: 'one', model: 'm', nanoUsd: 700, serverId: undefined, budgets: { workflow: 1e9, month: 1e9 } };
				await ledger.reserveSpend(deep, { ...call, priced: true });
				await ledger.reserveSpend(deep, { ...call, priced: true });
				await ledger.finish(deep, 'partial', undefined, emptyReport);
				await ledger.finish(failed, 'failed', undefined, emptyReport);
				await connection.writer
					.updateTable('workflows')
					.set({ depth: 'deep', startedAt: 100, finishedAt: 1600 })
					.where('id', '=', deep.workflow.id)
					.execute();
				assert.deepEqual(await ledger.count(), { partial: 1, failed: 1, running: 1 });
				assert.deepEqual(await ledger.endedRuns('test', 10), [{ depth: 'deep', durationMs: 1500, stages: { one: 5 }, costNanoUsd: 1400 }]);
				const past = { kind: 'test', depth: 'deep', stage: 'one', version: 1, limit: 10 };
				assert.deepEqual(
					(await ledger.history(past)).map(({ costNanoUsd }) => costNanoUsd),
					[1400]
				);
				await connection.writer.updateTable('spend').set({ priced: 0 }).where('workflowId', '=', deep.workflow.id).execute();
				assert.deepEqual(await ledger.endedRuns('test', 10), [{ depth: 'deep', durationMs: 1500, stages: { one: 5 } }]);
				assert.ok((await ledger.size()) > 10_000);
				assert.deepEqual(await ledger.countDeliveries(), {});
				assert.deepEqual(await ledger.endedRuns('other', 10), []);
				await ledger.release(running);
			});

			it('tells what people thought of results of a kind, with how these came about and not who thought so', async () => {
				assert.deepEqual(await ledger.feedback({ kind: 'test', limit: 10 }), []);
				const [liked, disliked] = [await claimed(), await claimed()];
				await commit(liked, 'one', 'output');
				const votes = [
					{ workflowId: liked.workflow.id, userId: 'ada', vote: 'up', at: 1 },
					{ workflowId: liked.workflow.id, userId: 'bo', vote: 'down', at: 2 },
					{ workflowId: disliked.workflow.id, userId: 'ada', vote: 'down', at: 3 }
				] as const;
				await connection.writer
					.insertInto('votes')
					.values([...votes])
					.execute();
				const empty = { stages: {}, models: [], costNanoUsd: 0 };
				assert.deepEqual(await ledger.feedback({ kind: 'test', limit: 10 }), [
					{ ...empty, up: 0, down: 1 },
					{ ...empty, up: 1, down: 1, stages: { one: 'succeeded' } }
				]);
				assert.equal((await ledger.feedback({ kind: 'test', limit: 1 })).length, 1);
				assert.deepEqual(await ledger.feedback({ kind: 'other', limit: 10 }), []);
			});

			it('shows a stage what it stored in earlier workflows of the same kind, depth and version', async () => {
				const past = { kind: 'test', depth: 'standard', stage: 'one', version: 1, limit: 50 };
				assert.deepEqual(await ledger.history(past), []);
				for (const output of ['first', 'second', large]) {
					const claim = await claimed();
					await commit(claim, 'one', output);
					await commit(claim, 'two', 'else');
					await ledger.finish(claim, 'succeeded', undefined, emptyReport);
					await connection.writer
						.updateTable('workflows')
						.set({ startedAt: 100, finishedAt: 1000 + output.length })
						.where('id', '=', claim.workflow.id)
						.execute();
				}
				const failed = await claimed();
				await commit(failed, 'one', 'failed');
				await ledger.finish(failed, 'failed', undefined, emptyReport);
				await commit(await claimed(), 'one', 'running');
				const history = await ledger.history(past);
				assert.deepEqual(
					history.map(({ output }) => output),
					[large, 'second', 'first']
				);
				assert.deepEqual(history[1]?.stages, { one: 5, two: 5 });
				assert.equal(history[1]?.durationMs, 906);
				assert.equal((await ledger.history({ ...past, limit: 1 })).length, 1);
				assert.deepEqual(await ledger.history({ ...past, version: 2 }), []);
				assert.deepEqual(await ledger.history({ ...past, depth: 'deep' }), []);
				assert.deepEqual(await ledger.history({ ...past, kind: 'other' }), []);
			});
		});

		it('writes a backup, while it is written to, that opens as a ledger', async () => {
			const claim = await claimed();
			await commit(claim, 'one', 'good');
			const file = join(temporaryFolder(), 'backup.db');
			await Promise.all([ledger.backup(file), ledger.commitStep(claim, { stage: 'two', version: 1, step: 'a' }, 1)]);
			const copy = new Ledger(await store.connectToBackup(file), artifacts);
			assert.equal((await copy.find(claim.workflow.id))?.status, 'running');
			assert.equal((await copy.checkpoints(claim.workflow.id)).get('one')?.output, 'good');
			await copy.accept(request);
			await copy.close();
			assert.equal((await ledger.list()).length, 1);
			await assert.rejects(ledger.backup(file));
		});
	});
}
