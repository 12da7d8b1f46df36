import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RequestLedger } from '#lib/ledger/RequestLedger';
import type { ExportDocument } from '#lib/privacy/exportDocument';
import type { ForgottenSubject } from '#lib/stages/ForgottenSubject';
import { dumpLedger } from '../../support/dumpLedger.js';
import { latch, untilAborted } from '../../support/signals.js';
import { TestPrivacy } from '../../support/TestPrivacy.js';
import type { TestStage } from '../../support/testRegistry.js';
import { waitUntil } from '../../support/waitUntil.js';

const ada = { type: 'person', id: 'ada' } as const;
const nothingLeft = { workflows: 0, messages: 0 };

describe('forgetting', () => {
	let world: TestPrivacy;
	let told: ForgottenSubject[];
	/** What the stage that keeps data of its own does when it is told. */
	let onForget: () => void;

	/** Keeps a file of its own, one that all workflows share, and one that is too large for its row. */
	const keeper: TestStage = {
		run: async ({ artifacts, workflow }) => {
			const url = workflow.source.type === 'url' ? workflow.source.url : '';
			const own = await artifacts.put(`of ${url}`);
			const shared = await artifacts.put('of everybody');
			return { url, padding: `${url} `.repeat(20_000), files: [own.hash, shared.hash] };
		},
		forget: (subject) => {
			told.push(subject);
			onForget();
		}
	};

	beforeEach(async () => {
		told = [];
		onForget = () => {};
		world = await TestPrivacy.open({ keeper, plain: {} });
	});

	afterEach(() => world.test.close());

	it('deletes everything of a person, and nothing of anybody else', async () => {
		await world.ranFor({ userId: 'bea', serverId: 's' }, 'https://example.com/bea');
		const before = await dumpLedger(world.test.connection);
		const files = storedFiles();
		const ended = [];
		for (const talk of ['one', 'two', 'three']) {
			const { id } = await world.ranFor({ userId: 'ada', serverId: 's' }, `https://example.com/ada-${talk}`);
			await world.deliver(id);
			mkdirSync(join(world.test.folder, 'reports', id), { recursive: true });
			writeFileSync(join(world.test.folder, 'reports', id, 'report.md'), 'ada');
			ended.push(id);
		}
		await world.privacy.noteFirstUse('ada');
		assert.equal(world.visible.size, 1 + 3 + 3);
		const asking = Date.now();

		const forgotten = await world.privacy.forget(ada);
		assert.deepEqual(forgotten, { workflows: 3, files: 3 + 3, messages: 6, outOfReach: 0, left: nothingLeft });
		assert.equal(await dumpLedger(world.test.connection), before);
		assert.deepEqual(storedFiles(), files);
		assert.deepEqual(readdirSync(join(world.test.folder, 'reports')), []);
		assert.equal(world.visible.size, 1);
		for (const id of ended) assert.equal(await world.test.results.get(id), undefined);
		assert.deepEqual((await world.rows())['people'], undefined);
		assert.deepEqual((await world.rows())['state'], undefined);
		assert.deepEqual(
			told.flatMap(({ workflows }) => workflows),
			ended
		);
		assert.deepEqual(new Set(told.map(({ type, id }) => `${type} ${id}`)), new Set(['person ada']));
		assert.ok(told.every(({ askedAt }) => askedAt >= asking && askedAt <= Date.now()));
	});

	it('leaves no trace in the bytes of the ledger', async () => {
		await world.ranFor({ userId: 'ada' }, 'https://example.com/very-particular-address');
		const traces = () =>
			readdirSync(world.test.folder)
				.filter((name) => name.startsWith('ledger.db'))
				.filter((name) => readFileSync(join(world.test.folder, name)).includes('very-particular-address'));
		assert.notDeepEqual(traces(), []);
		await world.privacy.forget(ada);
		assert.deepEqual(traces(), []);
	});

	describe('what others can use', () => {
		beforeEach(async () => {
			await world.test.close();
			world = await TestPrivacy.open({
				learner: {
					run: async ({ cache, index, workflow }) => {
						const url = workflow.source.type === 'url' ? workflow.source.url : '';
						if ((await cache.get(url)) === undefined) await cache.set(url, `${url} says marvellousness`, 60_000);
						index({ type: 'passage', text: `${url} says marvellousness` });
						return null;
					}
				}
			});
		});

		const traces = (word: string) =>
			readdirSync(world.test.folder)
				.filter((name) => name.startsWith('ledger.db'))
				.filter((name) => readFileSync(join(world.test.folder, name)).includes(word));

		it('leaves no word in the index of what was learned', async () => {
			await world.ranFor({ userId: 'bea' }, 'https://example.com/bea');
			await world.ranFor({ userId: 'ada' }, 'https://example.com/zanzibarian');
			assert.notDeepEqual(traces('zanzibarian'), []);
			await world.privacy.forget(ada);
			assert.deepEqual(traces('zanzibarian'), []);
			assert.notDeepEqual(traces('marvel'), []);
		});

		it('goes with the last of those who use it', async () => {
			for (const userId of ['ada', 'bea']) await world.ranFor({ userId }, 'https://example.com/shared');
			const cached = async () => (await world.rows())['keyv'] ?? 0;
			await world.ranFor({ userId: 'ada' }, 'https://example.com/hers-alone');
			// One result for each of the three workflows, and two pages.
			assert.equal(await cached(), 3 + 2);
			await world.privacy.forget(ada);
			assert.equal(await cached(), 1 + 1);
			await world.privacy.forget({ type: 'person', id: 'bea' });
			assert.equal(await cached(), 0);
			assert.deepEqual(traces('marvellousness'), []);
		});
	});

	it('takes what analyses a message of theirs as theirs', async () => {
		await world.ranFor({ userId: 'bea', sourceAuthorId: 'ada' });
		assert.equal((await world.privacy.forget(ada)).workflows, 1);
		assert.deepEqual(await world.rows(), {});
	});

	it('keeps that they do not want to be analysed', async () => {
		await world.ranFor({ userId: 'ada' });
		await world.privacy.noteFirstUse('ada');
		await world.privacy.setOptOut('ada', true);
		await world.privacy.forget(ada);
		assert.equal(await world.privacy.hasOptedOut('ada'), true);
		assert.equal(await world.privacy.firstUseNotice('ada'), 'where text goes');
		await world.privacy.setOptOut('ada', false);
		assert.equal(await world.privacy.hasOptedOut('ada'), false);
	});

	it('deletes everything of a server, what it has set included', async () => {
		const { writer } = world.test.connection;
		await writer.insertInto('servers').values({ serverId: 's', settingsJson: '{"depth":"deep"}' }).execute();
		await world.ranFor({ userId: 'ada', serverId: 's' });
		await world.ranFor({ userId: 'bea', serverId: 's' });
		const elsewhere = await world.ranFor({ userId: 'ada', serverId: 'other' });
		assert.equal((await world.privacy.forget({ type: 'server', id: 's' })).workflows, 2);
		assert.deepEqual(
			(await world.test.ledger.list()).map(({ id }) => id),
			[elsewhere.id]
		);
		assert.equal((await world.rows())['servers'], undefined);
	});

	it('deletes one workflow, also one that nobody asked for on Discord', async () => {
		const { id } = await world.test.run({ source: { type: 'url', url: 'https://example.com/mine' } });
		const other = await world.ranFor({ userId: 'ada' });
		assert.equal((await world.privacy.forget({ type: 'workflow', id })).workflows, 1);
		assert.deepEqual(
			(await world.test.ledger.list()).map((workflow) => workflow.id),
			[other.id]
		);
	});

	it('bears to be asked for what is not there', async () => {
		const nothing = { workflows: 0, files: 0, messages: 0, outOfReach: 0, left: nothingLeft };
		assert.deepEqual(await world.privacy.forget(ada), nothing);
		assert.deepEqual(await world.privacy.forget({ type: 'workflow', id: '../../etc' }), nothing);
	});

	it('looks after a first answer that has arrived, also where nobody knows its id', async () => {
		await world.ranFor({ userId: 'ada' });
		await world.test.connection.writer.updateTable('requests').set({ messageId: null, messageChannelId: null }).execute();
		await world.privacy.forget(ada);
		assert.equal(world.tries, 1);
		await world.ranFor({ userId: 'ada' });
		await world.test.connection.writer.updateTable('requests').set({ messageId: null, acknowledgedAt: null }).execute();
		await world.privacy.forget(ada);
		assert.equal(world.tries, 1, 'of this one nobody heard');
	});

	it('says which messages nobody lets it delete, and is done with them', async () => {
		const { id } = await world.ranFor({ userId: 'ada' });
		world.outOfReach.add(`first-${id}`);
		const { messages, outOfReach, left } = await world.privacy.forget(ada);
		assert.deepEqual({ messages, outOfReach, left }, { messages: 0, outOfReach: 1, left: nothingLeft });
	});

	it('goes on later with messages that could not be deleted now; their content is gone here', async () => {
		const { id } = await world.ranFor({ userId: 'ada' });
		await world.deliver(id);
		world.unreachable = true;
		assert.deepEqual((await world.privacy.forget(ada)).left, { workflows: 0, messages: 2 });
		assert.equal(await world.test.ledger.find(id), undefined);
		assert.equal((await world.privacy.stored(ada)).forgetting, true);
		world.unreachable = false;
		await world.privacy.purge({ knowsServers: true });
		assert.equal(world.visible.size, 0);
		assert.deepEqual(await world.rows(), {});
	});

	it('deletes also the first answers of earlier attempts, and counts them', async () => {
		const { id } = await world.ranFor({ userId: 'ada' });
		const requests = new RequestLedger(world.test.connection);
		for (const attempt of ['second', 'third']) {
			await world.test.connection.writer.updateTable('workflows').set({ status: 'failed' }).execute();
			const interaction = { id: attempt, applicationId: 'app', token: 't', expiresAt: 0 };
			assert.equal(
				(await requests.retry({ workflowId: id, interaction, instance: 'bot' }, { perUser: 1, cooldownMs: 0 })).outcome,
				'retried'
			);
			if (attempt === 'third') continue;
			await world.test.ledger.acknowledge(id, { channelId: 'c', messageId: attempt });
			world.visible.add(attempt);
		}
		assert.equal((await world.privacy.stored(ada)).messages, 2);
		const { workflows }: ExportDocument = JSON.parse(await world.privacy.export(ada));
		assert.deepEqual(
			workflows[0]?.messages.map(({ messageId }) => messageId),
			[`first-${id}`, 'second']
		);
		world.unreachable = true;
		assert.equal((await world.privacy.forget(ada)).left.messages, 2);
		world.unreachable = false;
		assert.equal((await world.privacy.forget(ada)).messages, 2);
		assert.equal(world.visible.size, 0);
		assert.deepEqual(await world.rows(), {});
	});

	describe('that could not end at once', () => {
		const later = async () => {
			const { askedAt } = (await world.privacyLedger.forgetting(ada)) ?? assert.fail();
			await waitUntil('the moment is over', () => Date.now() > askedAt);
		};
		const vote = (workflowId: string) =>
			world.test.connection.writer.insertInto('votes').values({ workflowId, userId: 'ada', vote: 'up', at: Date.now() }).execute();

		it('takes nothing when it goes on that came after it was asked for', async () => {
			const { id: others } = await world.ranFor({ userId: 'bea' });
			await world.ranFor({ userId: 'ada' });
			world.unreachable = true;
			await world.privacy.forget(ada);
			await later();
			const { id } = await world.ranFor({ userId: 'ada' });
			await vote(others);
			await world.privacy.noteFirstUse('ada');
			world.unreachable = false;
			await world.privacy.purge({ knowsServers: true });
			assert.deepEqual(await world.privacyLedger.workflowsOf(ada), [id]);
			assert.equal((await world.privacyLedger.votes('ada')).length, 1);
			assert.equal(await world.privacy.firstUseNotice('ada'), undefined);
			assert.deepEqual([...world.visible].sort(), [`first-${id}`, `first-${others}`].sort());
			assert.equal((await world.privacy.stored(ada)).forgetting, false);
		});

		it('takes that too when it is asked for again', async () => {
			await world.ranFor({ userId: 'ada' });
			world.unreachable = true;
			await world.privacy.forget(ada);
			await later();
			await world.ranFor({ userId: 'ada' });
			world.unreachable = false;
			assert.equal((await world.privacy.forget(ada)).workflows, 1);
			assert.deepEqual(await world.rows(), {});
		});

		it('is not taken for done by one who has not seen that it is asked for again', async () => {
			await world.privacyLedger.beginForgetting(ada);
			const forgetting = (await world.privacyLedger.forgetting(ada)) ?? assert.fail();
			await later();
			await world.privacyLedger.beginForgetting(ada);
			await world.privacyLedger.endForgetting(forgetting);
			assert.equal((await world.privacy.stored(ada)).forgetting, true);
		});
	});

	it('does not try one message after the other while Discord is away', async () => {
		for (let count = 0; count < 3; count++) await world.deliver((await world.ranFor({ userId: 'ada' })).id);
		world.unreachable = true;
		assert.equal((await world.privacy.forget(ada)).left.messages, 6);
		assert.equal(world.tries, 3);
		world.unreachable = false;
		assert.equal((await world.privacy.forget(ada)).messages, 6);
	});

	it('asks a stage again that could not forget', async () => {
		await world.ranFor({ userId: 'ada' });
		onForget = () => {
			throw new Error('its store is locked');
		};
		assert.deepEqual((await world.privacy.forget(ada)).left, { workflows: 1, messages: 0 });
		const [{ workflows } = assert.fail()] = told;
		told = [];
		onForget = () => {};
		assert.deepEqual((await world.privacy.forget(ada)).left, nothingLeft);
		assert.deepEqual(told[0]?.workflows, workflows);
	});

	describe('while something is going on', () => {
		it('ends a running workflow first, and nothing of it comes after', async () => {
			const working = latch();
			await world.test.close();
			world = await TestPrivacy.open({
				endless: {
					run: async ({ signal, artifacts }) => {
						working.open();
						await untilAborted(signal).catch(() => {});
						await artifacts.put('too late');
					}
				}
			});
			const { workflow, ended } = await world.test.engine.acceptAndRun({
				kind: 'test',
				depth: 'standard',
				source: { type: 'url', url: 'https://example.com' },
				options: { reportLanguage: 'en' }
			});
			await world.ask(workflow.id, { userId: 'ada' });
			await working.opened;
			assert.equal((await world.privacy.forget(ada)).workflows, 1);
			assert.equal(await ended, 'cancelled');
			assert.deepEqual(await world.rows(), {});
			assert.equal(world.visible.size, 0);
		});

		it('does not wait for ever for one who does not obey: their writes are refused', async () => {
			await world.test.close();
			world = await TestPrivacy.open({}, { privacy: { patienceMs: 20 } });
			const { ledger } = world.test;
			const request = {
				kind: 'test',
				depth: 'standard',
				source: { type: 'url', url: 'https://a' },
				options: { reportLanguage: 'en' }
			} as const;
			const { workflow, claim } = await ledger.acceptAndClaim(request, {
				owner: world.test.instances.id,
				leaseMs: 60_000,
				deadOwners: new Set()
			});
			await world.ask(workflow.id, { userId: 'ada' });
			await world.privacy.forget(ada);
			assert.ok(claim);
			await assert.rejects(ledger.startStage(claim, { name: 'one', version: 1 }), { code: 'lease-lost' });
			assert.deepEqual(await world.rows(), {});
		});

		it('ends one that waits or is parked without running it', async () => {
			const { ledger } = world.test;
			const request = {
				kind: 'test',
				depth: 'standard',
				source: { type: 'url', url: 'https://a' },
				options: { reportLanguage: 'en' }
			} as const;
			await world.ask((await ledger.accept(request)).id, { userId: 'ada' });
			await world.privacy.forget(ada);
			assert.deepEqual(await world.rows(), {});
			assert.deepEqual(world.test.events, []);
		});

		it('waits for a message that is being sent, and deletes it too', async () => {
			const { id } = await world.ranFor({ userId: 'ada' });
			const { writer } = world.test.connection;
			await writer.updateTable('outbox').set({ status: 'sending', sender: world.test.instances.id, startedAt: 1 }).execute();
			const forgetting = world.privacy.forget(ada);
			await waitUntil('it has begun', async () => (await world.rows())['requests'] === undefined);
			assert.ok(await world.test.ledger.find(id));
			await world.deliver(id);
			assert.equal((await forgetting).messages, 2);
			assert.equal(world.visible.size, 0);
		});

		it('does not wait for the message of a dead process, and looks for it all the same', async () => {
			await world.ranFor({ userId: 'ada' });
			await world.test.connection.writer.updateTable('outbox').set({ status: 'sending', sender: 'dead', startedAt: 1 }).execute();
			world.unreachable = true;
			assert.deepEqual((await world.privacy.forget(ada)).left, { workflows: 0, messages: 2 });
			world.unreachable = false;
			await world.privacy.forget(ada);
			assert.deepEqual(await world.rows(), {});
		});
	});

	function storedFiles(): readonly string[] {
		const folder = join(world.test.folder, 'artifacts');
		return existsSync(folder)
			? readdirSync(folder, { recursive: true })
					.map(String)
					.filter((name) => name.length > 60)
					.sort()
			: [];
	}
});
