/** What a ledger promises about the outbox and the messages that are kept up to date, whatever database is under it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { DeliveryLedger } from '#lib/ledger/DeliveryLedger';
import { Ledger } from '#lib/ledger/Ledger';
import type { LedgerConnection } from '#lib/ledger/LedgerConnection';
import type { Claim } from '#lib/ledger/operations/claim';
import { putRequest } from '#lib/ledger/operations/putRequest';
import type { DeliveryRecord } from '#lib/workflow/delivery';
import { emptyReport } from '../../support/fencedWrites.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import type { LedgerStore } from './ledger.testsuite.js';

const reason = { code: 'x', message: 'because' };
const nobody: ReadonlySet<string> = new Set();

export function describeDeliveryLedger(name: string, openStore: () => LedgerStore): void {
	describe(`the outbox on ${name}`, () => {
		let connection: LedgerConnection;
		let ledger: Ledger;
		let outbox: DeliveryLedger;

		beforeEach(async () => {
			connection = await openStore().connect();
			ledger = new Ledger(connection, new ArtifactStore(join(temporaryFolder(), 'artifacts')));
			outbox = new DeliveryLedger(connection);
		});

		afterEach(() => ledger.close());

		async function claimed(asked = true): Promise<Claim> {
			const source = { type: 'file', path: '/a/file' } as const;
			const claimant = { owner: 'me', leaseMs: 60_000, deadOwners: nobody };
			const { workflow, claim } = await ledger.acceptAndClaim(
				{ kind: 'test', depth: 'standard', source, options: { reportLanguage: 'en' } },
				claimant
			);
			assert.ok(claim);
			if (asked) {
				await connection.writer
					.transaction()
					.execute((tx) =>
						putRequest(tx, { workflowId: workflow.id, interactionId: workflow.id, private: false, context: 'server', token: 'secret' }, 1)
					);
			}
			return claim;
		}

		async function finished(asked = true): Promise<DeliveryRecord> {
			const claim = await claimed(asked);
			await ledger.finish(claim, 'succeeded', undefined, emptyReport);
			const [delivery] = await outbox.list({ workflowId: claim.workflow.id });
			assert.ok(delivery);
			return delivery;
		}

		const start = (delivery: DeliveryRecord, sender = 'me', since?: number) =>
			outbox.start({ delivery, route: 'channel', target: 'c', nonce: 'n', sender, since });
		const find = async ({ id }: DeliveryRecord) => {
			const found = await outbox.find(id);
			assert.ok(found);
			return found;
		};

		it('gets the result together with the end of a workflow, where somebody waits for it', async () => {
			const delivery = await finished();
			assert.deepEqual([delivery.kind, delivery.status, delivery.payload, delivery.attempts], ['result', 'pending', { generation: 1 }, 0]);
			assert.deepEqual(
				(await outbox.due(10)).map(({ id }) => id),
				[delivery.id]
			);
		});

		it('is counted by what became of it', async () => {
			await finished();
			await start(await finished());
			await claimed();
			assert.deepEqual(await ledger.countDeliveries(), { pending: 1, sending: 1 });
		});

		it('gets none where nobody does', async () => {
			const claim = await claimed(false);
			await ledger.finish(claim, 'succeeded', undefined, emptyReport);
			assert.deepEqual(await outbox.list(), []);
		});

		it('gets nothing of an end that was refused', async () => {
			const claim = await claimed();
			await ledger.requestCancel(claim.workflow.id);
			await assert.rejects(ledger.finish(claim, 'succeeded', undefined, emptyReport), { code: 'cancel-requested' });
			assert.deepEqual(await outbox.list(), []);
		});

		it('gets the result of a later generation in the place of one that nobody has seen', async () => {
			const claim = await claimed();
			const { id } = claim.workflow;
			await ledger.finish(claim, 'failed', reason, { ...emptyReport, status: 'failed' });
			await ledger.retry(id);
			const again = await ledger.claim(id, { owner: 'me', leaseMs: 60_000, deadOwners: nobody });
			assert.ok(again);
			await ledger.finish(again, 'succeeded', undefined, emptyReport);
			assert.deepEqual(
				(await outbox.list({ workflowId: id })).map(({ payload }) => payload),
				[{ generation: 2 }]
			);
		});

		it('lets one sender begin, and only with what it has read', async () => {
			const delivery = await finished();
			assert.deepEqual(await Promise.all([start(delivery, 'me'), start(delivery, 'you')]), [true, false]);
			assert.equal(await start(await find(delivery), 'you'), false);
			assert.deepEqual(await outbox.senders(), ['me']);
			assert.deepEqual(await outbox.due(10), []);
		});

		it('lets the sender alone say what became of it, once', async () => {
			const delivery = await finished();
			await start(delivery);
			const there = { to: 'delivered', channelId: 'c', messageId: 'm' } as const;
			assert.equal(await outbox.settle({ id: delivery.id, sender: 'you', attempt: 1 }, there), false);
			assert.equal(await outbox.settle({ id: delivery.id, sender: 'me', attempt: 2 }, there), false);
			assert.equal(await outbox.settle({ id: delivery.id, sender: 'me', attempt: 1 }, there), true);
			assert.equal(await outbox.settle({ id: delivery.id, sender: 'me', attempt: 1 }, { to: 'unknown', reason, notBefore: 0 }), false);
			const { status, messageId, deliveredAt } = await find(delivery);
			assert.deepEqual([status, messageId, deliveredAt !== undefined], ['delivered', 'm', true]);
		});

		it('remembers which ways lead nowhere', async () => {
			const delivery = await finished();
			await start(delivery);
			await outbox.settle({ id: delivery.id, sender: 'me', attempt: 1 }, { to: 'next-route', reason, notBefore: 0 });
			const after = await find(delivery);
			assert.deepEqual([after.status, after.tried], ['pending', [{ route: 'channel', reason }]]);
		});

		it('keeps what has to wait until its time', async () => {
			const delivery = await finished();
			await start(delivery);
			await outbox.settle({ id: delivery.id, sender: 'me', attempt: 1 }, { to: 'later', reason, notBefore: connection.now() + 60_000 });
			assert.deepEqual(await outbox.due(10), []);
		});

		it('takes what the dead were sending for unknown, and what they say later for nothing', async () => {
			const delivery = await finished();
			await start(delivery);
			await outbox.abandon(['you']);
			assert.equal((await find(delivery)).status, 'sending');
			await outbox.abandon(['me']);
			assert.equal((await find(delivery)).status, 'unknown');
			assert.equal(await outbox.settle({ id: delivery.id, sender: 'me', attempt: 1 }, { to: 'next-route', reason, notBefore: 0 }), false);
			const unknown = await find(delivery);
			const since = unknown.startedAt;
			assert.ok(since);
			assert.equal(await start(unknown, 'you', since), true);
			assert.equal((await find(delivery)).startedAt, since);
		});

		it('settles what is unknown by what was found out, unless somebody was faster', async () => {
			for (const [resolution, status, repeated] of [
				[{ to: 'delivered', channelId: 'c', messageId: 'm' }, 'delivered', false],
				[{ to: 'absent' }, 'pending', false],
				[{ to: 'unknowable' }, 'pending', true],
				[{ to: 'later', reason, notBefore: 5 }, 'unknown', false],
				[{ to: 'held', reason }, 'held', false]
			] as const) {
				const delivery = await finished();
				await start(delivery);
				await outbox.abandon(['me']);
				const unknown = await find(delivery);
				assert.equal(await outbox.resolve({ ...unknown, attempts: 7 }, resolution), false);
				assert.equal(await outbox.resolve(unknown, resolution), true);
				const after = await find(delivery);
				assert.deepEqual([after.status, after.repeated], [status, repeated]);
			}
		});

		it('holds what has no way left, tells of it once, and tries it again from the beginning', async () => {
			const delivery = await finished();
			await outbox.resolve(delivery, { to: 'held', reason });
			const unnoticed = () => outbox.list({ statuses: ['held'], unnoticed: true });
			assert.equal((await unnoticed()).length, 1);
			await outbox.notice([delivery.id]);
			assert.equal((await unnoticed()).length, 0);
			assert.equal(await outbox.retry('dl_other'), 0);
			assert.equal(await outbox.retry(delivery.workflowId), 1);
			const after = await find(delivery);
			assert.deepEqual([after.status, after.tried, after.noticedAt], ['pending', [], undefined]);
		});

		it('needs not be sent what its requester has come for, unless it is under way', async () => {
			const waiting = await finished();
			const sending = await finished();
			await start(sending);
			await outbox.fetched(waiting.workflowId);
			await outbox.fetched(sending.workflowId);
			assert.deepEqual(
				[(await find(waiting)).status, (await find(waiting)).route, (await find(sending)).status],
				['delivered', 'asked', 'sending']
			);
		});

		describe('and the messages that are kept up to date', () => {
			it('belong to one holder at a time, and to the next one when that is dead', async () => {
				const { id } = (await claimed()).workflow;
				const hold = await outbox.takeSurface(id, 'me', nobody);
				assert.ok(hold);
				assert.equal(hold.inherited, false);
				assert.equal(await outbox.takeSurface(id, 'you', nobody), undefined);
				assert.equal(await outbox.surfaceHolder(id), 'me');
				const taken = await outbox.takeSurface(id, 'you', new Set(['me']));
				assert.equal(taken?.inherited, true);
				// Who was overtaken has no say any more.
				await outbox.leaveSurface(hold, { state: { progress: 0.1 }, open: false });
				assert.equal(await outbox.surfaceHolder(id), 'you');
				assert.deepEqual(await outbox.surfaceState(id), {});
				await outbox.leaveSurface(taken, { state: { progress: 0.5 }, open: true });
				assert.deepEqual(await outbox.surfaceState(id), { progress: 0.5 });
				assert.equal(await outbox.surfaceHolder(id), undefined);
			});

			it('are open from the first answer to the end', async () => {
				const { id } = (await claimed()).workflow;
				assert.deepEqual(await outbox.openSurfaces(), []);
				await ledger.acknowledge(id, { channelId: 'c', messageId: 'm' });
				assert.deepEqual(await outbox.openSurfaces(), [id]);
				const hold = await outbox.takeSurface(id, 'me', nobody);
				assert.ok(hold);
				await outbox.leaveSurface(hold, { state: { final: true }, open: false });
				assert.deepEqual(await outbox.openSurfaces(), []);
			});

			it('do not exist where nobody asked on Discord', async () => {
				assert.equal(await outbox.takeSurface((await claimed(false)).workflow.id, 'me', nobody), undefined);
			});
		});

		it('forgets a token that has died, and no other', async () => {
			const { id } = (await claimed()).workflow;
			await outbox.forgetToken(id, 'another');
			assert.equal((await ledger.request(id))?.token, 'secret');
			await outbox.forgetToken(id, 'secret');
			assert.equal((await ledger.request(id))?.token, undefined);
		});
	});
}
