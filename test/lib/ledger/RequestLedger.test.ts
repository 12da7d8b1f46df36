import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { Ledger } from '#lib/ledger/Ledger';
import type { LedgerConnection } from '#lib/ledger/LedgerConnection';
import type { NewRun } from '#lib/ledger/operations/acceptRequest';
import type { RequestLimits } from '#lib/ledger/operations/refuseRequest';
import { RequestLedger } from '#lib/ledger/RequestLedger';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { emptyReport } from '../../support/fencedWrites.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const limits: RequestLimits = { perUser: 2, cooldownMs: 0 };
const claimant = { owner: 'me', leaseMs: 60_000, deadOwners: new Set<string>() };

describe('RequestLedger', () => {
	let connection: LedgerConnection;
	let ledger: Ledger;
	let requests: RequestLedger;
	let now: number;
	let interactions: number;

	beforeEach(async () => {
		const folder = temporaryFolder();
		now = 1_000_000;
		interactions = 0;
		const opened = await connectSqlite(join(folder, 'ledger.db'));
		connection = { ...opened, now: () => now };
		ledger = new Ledger(connection, new ArtifactStore(join(folder, 'artifacts')));
		requests = new RequestLedger(connection);
	});
	afterEach(() => connection.close());

	function run(digest: string, given: Partial<NewRun['request']> = {}, rest: Partial<NewRun> = {}): NewRun {
		return {
			workflow: { kind: 'test', depth: 'standard', source: { type: 'url', url: 'https://example.org' }, options: { reportLanguage: 'en' } },
			request: {
				interactionId: `i${++interactions}`,
				applicationId: 'app',
				userId: 'ada',
				serverId: 'harbour',
				channelId: 'general',
				private: false,
				context: 'server',
				token: 'secret',
				tokenExpiresAt: now + 900_000,
				...given
			},
			digest,
			instance: 'bot',
			...rest
		};
	}

	async function accepted(digest: string, given: Partial<NewRun['request']> = {}, rest: Partial<NewRun> = {}): Promise<string> {
		const acceptance = await requests.accept(run(digest, given, rest), limits);
		assert.equal(acceptance.outcome, 'accepted');
		assert.ok('workflow' in acceptance);
		return acceptance.workflow.id;
	}

	const claimable = async () => (await ledger.claimable(new Set(), 9)).map(({ id }) => id);

	async function failed(id: string): Promise<void> {
		await ledger.acknowledge(id, undefined);
		const claim = await ledger.claim(id, claimant);
		assert.ok(claim);
		await ledger.finish(claim, 'failed', { code: 'x', message: 'no' }, { ...emptyReport, status: 'failed' });
	}

	describe('accepting', () => {
		it('stores workflow and request together', async () => {
			const id = await accepted('a');
			const request = await ledger.request(id);
			assert.equal(request?.userId, 'ada');
			assert.equal((await ledger.find(id))?.status, 'queued');
		});

		it('answers the same interaction with the same workflow, also when two processes ask at once', async () => {
			const same = run('a');
			const [one, other] = await Promise.all([requests.accept(same, limits), requests.accept(same, limits)]);
			assert.deepEqual([one.outcome, other.outcome].sort(), ['accepted', 'again']);
			assert.ok('workflow' in one && 'workflow' in other);
			assert.equal(one.workflow.id, other.workflow.id);
		});

		it('gives back what the same person has under way already, also where no more would be allowed', async () => {
			const id = await accepted('a');
			await accepted('b');
			const again = await requests.accept(run('a'), limits);
			assert.equal(again.outcome, 'identical');
			assert.ok('workflow' in again);
			assert.equal(again.workflow.id, id);
			await failed(id);
			assert.equal((await requests.accept(run('a'), limits)).outcome, 'accepted', 'what is over is not under way');
		});

		it('does not take the same of another person for identical', async () => {
			await accepted('a');
			assert.equal((await requests.accept(run('a', { userId: 'bob' }), limits)).outcome, 'accepted');
		});

		it('refuses more than one person may have, and names what they have', async () => {
			const open = [await accepted('a'), await accepted('b')];
			const refused = await requests.accept(run('c'), limits);
			assert.ok(refused.outcome === 'refused' && refused.refusal.code === 'quota');
			assert.deepEqual([...refused.refusal.open].sort(), open.sort());
			assert.equal((await requests.accept(run('c', { userId: 'bob' }), limits)).outcome, 'accepted');
			await ledger.requestCancel(open[0] ?? '');
			assert.equal((await requests.accept(run('c'), limits)).outcome, 'accepted', 'what is being cancelled does not count');
		});

		it('never accepts more than that when many ask at once', async () => {
			const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((digest) => requests.accept(run(digest), limits)));
			assert.equal(outcomes.filter(({ outcome }) => outcome === 'accepted').length, 2);
		});

		it('lets one person wait between two requests', async () => {
			await accepted('a');
			const hasty = { ...limits, cooldownMs: 60_000 };
			const refused = await requests.accept(run('b'), hasty);
			assert.deepEqual(refused, { outcome: 'refused', refusal: { code: 'cooldown', until: now + 60_000 } });
			now += 60_000;
			assert.equal((await requests.accept(run('b'), hasty)).outcome, 'accepted');
		});

		it('accepts nothing while the intake is paused', async () => {
			await requests.pauseIntake('moving house');
			const refused = await requests.accept(run('a'), limits);
			assert.deepEqual(refused, { outcome: 'refused', refusal: { code: 'paused', note: 'moving house' } });
			assert.equal((await requests.openIntake())?.note, 'moving house');
			assert.equal((await requests.accept(run('a'), limits)).outcome, 'accepted');
			assert.equal(await requests.openIntake(), undefined);
		});
	});

	describe('before it can begin', () => {
		it('waits for its first answer', async () => {
			const id = await accepted('a');
			assert.deepEqual(await claimable(), []);
			const [unanswered] = await requests.unanswered();
			assert.equal(unanswered?.request.workflowId, id);
			assert.equal(unanswered?.acceptedBy, 'bot');
			await ledger.acknowledge(id, { channelId: 'general', messageId: 'm' });
			assert.deepEqual(await claimable(), [id]);
			assert.deepEqual(await requests.unanswered(), []);
		});

		it('begins also where nobody will know whether the answer arrived, and keeps what is known', async () => {
			const id = await accepted('a');
			await ledger.acknowledge(id, { channelId: 'general', messageId: 'm' });
			await ledger.acknowledge(id, undefined);
			assert.equal((await ledger.request(id))?.messageId, 'm');
		});

		it('waits for its file', async () => {
			const attachment = { url: 'https://cdn.example/talk.mp3', name: 'talk.mp3', bytes: 3 };
			const id = await accepted('a', {}, { attachment });
			assert.deepEqual(await requests.waitingAttachments(), [], 'nothing is fetched for what may be abandoned');
			await ledger.acknowledge(id, undefined);
			assert.deepEqual(await claimable(), []);
			assert.deepEqual(
				(await requests.waitingAttachments()).map((waiting) => [waiting.workflowId, waiting.attachment]),
				[[id, attachment]]
			);
			const source = { type: 'file', path: '/artifacts/x', name: 'talk.mp3' } as const;
			await requests.storeSource(id, { source, file: { hash: 'f'.repeat(64), bytes: 3 } });
			assert.deepEqual((await ledger.find(id))?.source, source);
			assert.deepEqual(await claimable(), [id]);
			await requests.storeSource(id, undefined);
			assert.deepEqual((await ledger.find(id))?.source, source, 'who comes second changes nothing');
		});

		it('is abandoned where nobody heard of it: nothing is delivered', async () => {
			const id = await accepted('a', {}, { attachment: { url: 'https://cdn.example/x', name: 'x', bytes: 1 } });
			await requests.abandon(id, { code: 'not-acknowledged', message: 'too late' });
			assert.equal((await ledger.find(id))?.status, 'cancelled');
			assert.equal((await ledger.find(id))?.reason?.code, 'not-acknowledged');
			assert.equal((await ledger.request(id))?.token, undefined);
			assert.deepEqual(await connection.reader.selectFrom('outbox').selectAll().execute(), []);
			assert.deepEqual(await requests.waitingAttachments(), []);
		});

		it('is not abandoned once it was acknowledged', async () => {
			const id = await accepted('a');
			await ledger.acknowledge(id, undefined);
			await requests.abandon(id, { code: 'not-acknowledged', message: 'too late' });
			assert.equal((await ledger.find(id))?.status, 'queued');
		});
	});

	describe('retrying', () => {
		const interaction = { id: 'again', applicationId: 'app', token: 'new-secret', expiresAt: 9 };

		it('starts the next generation, and shows it in the new answer', async () => {
			const id = await accepted('a');
			await failed(id);
			const retry = await requests.retry({ workflowId: id, interaction, instance: 'bot' }, limits);
			assert.equal(retry.outcome, 'retried');
			assert.equal((await ledger.find(id))?.generation, 2);
			const request = await ledger.request(id);
			assert.equal(request?.token, 'new-secret');
			assert.equal(request?.messageId, undefined);
			assert.deepEqual(await claimable(), [], 'it waits for its answer again');
			assert.equal((await requests.unanswered())[0]?.retried, true);
		});

		it('leaves the answer where it was when it was asked for from elsewhere', async () => {
			const id = await accepted('a');
			await ledger.acknowledge(id, { channelId: 'general', messageId: 'm' });
			await failed(id);
			await requests.retry({ workflowId: id, instance: 'bot' }, limits);
			assert.equal((await ledger.request(id))?.messageId, 'm');
			assert.deepEqual(await claimable(), [id]);
		});

		it('says so where there is nothing to retry, and while the intake is paused', async () => {
			const id = await accepted('a');
			assert.equal((await requests.retry({ workflowId: id, instance: 'bot' }, limits)).outcome, 'not-retryable');
			assert.equal((await requests.retry({ workflowId: 'wf_unknown', instance: 'bot' }, limits)).outcome, 'unknown');
			await failed(id);
			await requests.pauseIntake('moving house');
			assert.deepEqual(await requests.retry({ workflowId: id, instance: 'bot' }, limits), {
				outcome: 'refused',
				refusal: { code: 'paused', note: 'moving house' }
			});
			assert.equal((await ledger.find(id))?.status, 'failed');
		});

		it('keeps to what one person may have under way, also when many are tried again at once', async () => {
			const ids = [];
			for (const digest of ['a', 'b', 'c', 'd']) {
				ids.push(await accepted(digest));
				await failed(ids.at(-1) ?? '');
			}
			const retries = await Promise.all(ids.map((workflowId) => requests.retry({ workflowId, instance: 'bot' }, limits)));
			const refused = retries.flatMap((retry) => (retry.outcome === 'refused' ? [retry.refusal] : []));
			assert.deepEqual(
				refused.map(({ code }) => code),
				['quota', 'quota']
			);
			const [{ open } = assert.fail()] = refused.flatMap((refusal) => (refusal.code === 'quota' ? [refusal] : []));
			assert.equal(open.length, 2);
			assert.equal((await requests.accept(run('e', { userId: 'bob' }), limits)).outcome, 'accepted');
		});

		it('lets one person wait between two requests, of which it is one', async () => {
			const hasty = { ...limits, cooldownMs: 60_000 };
			const id = await accepted('a');
			await failed(id);
			const refused = await requests.retry({ workflowId: id, instance: 'bot' }, hasty);
			assert.deepEqual(refused, { outcome: 'refused', refusal: { code: 'cooldown', until: now + 60_000 } });
			now += 60_000;
			assert.equal((await requests.retry({ workflowId: id, instance: 'bot' }, hasty)).outcome, 'retried');
			assert.equal((await requests.accept(run('b'), hasty)).outcome, 'refused');
			now += 60_000;
			assert.equal((await requests.accept(run('b'), hasty)).outcome, 'accepted');
		});

		it('answers the same interaction once, and not where the same is under way already', async () => {
			const id = await accepted('a');
			await failed(id);
			assert.equal((await requests.retry({ workflowId: id, interaction, instance: 'bot' }, limits)).outcome, 'retried');
			assert.equal((await requests.retry({ workflowId: id, interaction, instance: 'other' }, limits)).outcome, 'again');
			await failed(id);
			const anew = await accepted('a');
			const retry = await requests.retry({ workflowId: id, instance: 'bot' }, limits);
			assert.ok(retry.outcome === 'identical');
			assert.equal(retry.workflow.id, anew);
		});
	});

	describe('taking turns', () => {
		it('shows the oldest of each server and depth, so that none hides behind the many of another', async () => {
			for (const n of [1, 2, 3, 4, 5]) {
				now++;
				await ledger.acknowledge(await accepted(`flood${n}`, { userId: `u${n}` }), undefined);
			}
			now++;
			const late = await accepted('late', { serverId: 'other' });
			await ledger.acknowledge(late, undefined);
			const candidates = await ledger.claimable(new Set(), 2);
			assert.deepEqual(
				candidates.map(({ party }) => party),
				['harbour', 'harbour', 'other']
			);
		});

		it('knows what each has running, and when they last had their turn', async () => {
			const id = await accepted('a');
			await ledger.acknowledge(id, undefined);
			now += 5;
			await ledger.claim(id, claimant);
			assert.deepEqual(await ledger.partyLoads(['harbour', 'other']), [{ party: 'harbour', running: 1, lastStartedAt: now }]);
		});
	});

	describe('servers', () => {
		it('learn from their own members only, and how many takeaways these saw', async () => {
			const here = await accepted('a', { userId: 'ada' });
			const elsewhere = await accepted('b', { userId: 'bo', serverId: 'other' });
			const nowhere = await accepted('c', { userId: 'cy' });
			await connection.writer.updateTable('requests').set({ serverId: null }).where('workflowId', '=', nowhere).execute();
			await ledger.acknowledge(here, undefined);
			const claim = await ledger.claim(here, claimant);
			assert.ok(claim);
			for (const [stage, shown] of [
				['briefing', ['one', 'two', 'three']],
				['communication', ['one', 'two']],
				['last', undefined]
			] as const) {
				now++;
				await ledger.startStage(claim, { name: stage, version: 1 });
				const headline = shown === undefined ? {} : { takeaways: shown.map((text) => ({ text })) };
				const section = { title: stage, blocks: [], headline };
				await ledger.commitStage(claim, {
					stage,
					version: 1,
					checkpoint: { output: null, section },
					deliveries: [],
					attempts: 1,
					durationMs: 1
				});
			}
			const votes = [here, elsewhere, nowhere].map((workflowId, at) => ({ workflowId, userId: 'ada', vote: 'up' as const, at }));
			await connection.writer.insertInto('votes').values(votes).execute();
			const seen = async (serverId?: string | null) =>
				(await ledger.feedback({ kind: 'test', limit: 9, serverId })).map(({ up, takeaways }) => [up, takeaways]);
			assert.deepEqual(await seen('harbour'), [[1, 2]]);
			assert.deepEqual(await seen('other'), [[1, undefined]]);
			assert.deepEqual(await seen(null), [[1, undefined]]);
			assert.equal((await seen()).length, 3);
		});

		it('keep what they have set', async () => {
			assert.equal(await requests.serverSettings('harbour'), undefined);
			await requests.saveServerSettings('harbour', { defaultDepth: 'deep' });
			await requests.saveServerSettings('harbour', { defaultDepth: 'standard' });
			await requests.noteJoined('harbour');
			assert.deepEqual(await requests.serverSettings('harbour'), { defaultDepth: 'standard' });
		});

		it('are remembered as gone from the moment on they removed the bot, also while nobody looked', async () => {
			const removed = async () => connection.reader.selectFrom('servers').select(['serverId', 'removedAt']).orderBy('serverId').execute();
			await requests.reconcileServers(['a', 'b', 'c']);
			await requests.noteRemoved('a');
			now += 10;
			await requests.reconcileServers(['b']);
			assert.deepEqual(await removed(), [
				{ serverId: 'a', removedAt: now - 10 },
				{ serverId: 'b', removedAt: null },
				{ serverId: 'c', removedAt: now }
			]);
			await requests.noteJoined('a');
			assert.equal((await removed())[0]?.removedAt, null);
		});

		it('are remembered as gone also where nothing is known of them but what was asked for there', async () => {
			const removed = async () => connection.reader.selectFrom('servers').select(['serverId', 'removedAt']).orderBy('serverId').execute();
			await accepted('a', { serverId: 'left' });
			await accepted('b', { serverId: 'stays' });
			await requests.reconcileServers(['stays']);
			assert.deepEqual(await removed(), [
				{ serverId: 'left', removedAt: now },
				{ serverId: 'stays', removedAt: null }
			]);
			await requests.noteRemoved('forgotten');
			now += 10;
			await requests.noteRemoved('forgotten');
			assert.deepEqual((await removed())[0], { serverId: 'forgotten', removedAt: now - 10 });
		});
	});

	it('keeps one vote of each member', async () => {
		const id = await accepted('a');
		await requests.vote(id, 'ada', 'up');
		await requests.vote(id, 'ada', 'down');
		await requests.vote(id, 'bob', 'up');
		const votes = await connection.reader.selectFrom('votes').select(['userId', 'vote']).orderBy('userId').execute();
		assert.deepEqual(votes, [
			{ userId: 'ada', vote: 'down' },
			{ userId: 'bob', vote: 'up' }
		]);
	});

	it('lists what a person has asked for, the newest first', async () => {
		const first = await accepted('a');
		now++;
		const second = await accepted('b');
		await failed(first);
		assert.deepEqual(
			(await requests.own('ada', { limit: 5 })).map(({ id }) => id),
			[second, first]
		);
		assert.deepEqual(
			(await requests.own('ada', { limit: 5, statuses: ['failed'] })).map(({ id }) => id),
			[first]
		);
		assert.deepEqual(await requests.own('bob', { limit: 5 }), []);
	});
});
