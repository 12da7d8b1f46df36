import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestPrivacy } from '../../support/TestPrivacy.js';
import type { TestStage } from '../../support/testRegistry.js';

const aDay = 86_400_000;

describe('the purge', () => {
	let world: TestPrivacy;
	/** Fails the workflow, once it has put its files. */
	let failing: boolean;

	/** Takes in a source, and makes a file of the report of it. */
	const acquire: TestStage = {
		required: true,
		run: async ({ artifacts, workflow }) => {
			const media = await artifacts.put(`media of ${workflow.id}`);
			const file = await artifacts.put(`report of ${workflow.id}`);
			if (failing) throw new Error('the source is broken');
			return { media: media.hash, file: file.hash, padding: workflow.id.repeat(30_000) };
		},
		report: (output) => {
			const { file } = output as { readonly file: string };
			return { title: 'Acquired', blocks: [], files: [{ name: 'a.txt', mediaType: 'text/plain', artifact: file, bytes: 1 }] };
		}
	};

	beforeEach(async () => {
		failing = false;
		world = await TestPrivacy.open({ acquire });
	});

	afterEach(() => world.test.close());

	it('forgets the tokens of interactions when they are of no use any more, and no sooner', async () => {
		const { ledger } = world.test;
		const { id } = await world.ranFor({ userId: 'ada', token: 'secret', tokenExpiresAt: Date.now() + aDay });
		assert.equal((await world.privacy.purge({ knowsServers: true })).tokens, 0);
		assert.equal((await ledger.request(id))?.token, 'secret');
		world.ahead = aDay + 1;
		assert.equal((await world.privacy.purge({ knowsServers: true })).tokens, 1);
		assert.equal((await ledger.request(id))?.token, undefined);
	});

	it('deletes results that have been kept for their time since their delivery', async () => {
		const { id } = await world.ranFor({ userId: 'ada' });
		await world.deliver(id, { deliveredAt: Date.now() + 10 * aDay });
		world.ahead = 35 * aDay;
		assert.equal((await world.privacy.purge({ knowsServers: true })).workflows, 0);
		assert.ok(await world.test.results.get(id));
		world.ahead = 41 * aDay;
		assert.equal((await world.privacy.purge({ knowsServers: true })).workflows, 1);
		assert.equal(await world.test.results.get(id), undefined);
		const { state: _, ...rows } = await world.rows();
		assert.deepEqual(rows, {});
		assert.deepEqual(storedFiles(), []);
	});

	it('keeps what was never delivered', async () => {
		for (const status of ['pending', 'unknown', 'held'] as const) {
			const { id } = await world.ranFor({ userId: 'ada' });
			await world.deliver(id, { status, deliveredAt: null, messageId: null });
		}
		world.ahead = 400 * aDay;
		assert.equal((await world.privacy.purge({ knowsServers: true })).workflows, 0);
		assert.equal((await world.test.ledger.list()).length, 3);
	});

	it('deletes those of the command line by the time they ended, more of them than fit one transaction', async () => {
		for (let count = 0; count < 5; count++) await world.test.run();
		world.ahead = 31 * aDay;
		assert.equal((await world.privacy.purge({ knowsServers: true })).workflows, 5);
	});

	it('deletes results of a server sooner where that server wants it, and of no other', async () => {
		const settingsJson = JSON.stringify({ retentionDays: 2 });
		await world.test.connection.writer.insertInto('servers').values({ serverId: 's', settingsJson }).execute();
		for (const serverId of ['s', 'other']) await world.deliver((await world.ranFor({ userId: 'ada', serverId })).id);
		world.ahead = 1 * aDay;
		assert.equal((await world.privacy.purge({ knowsServers: true })).workflows, 0);
		world.ahead = 2 * aDay + 1000;
		assert.equal((await world.privacy.purge({ knowsServers: true })).workflows, 1);
		assert.equal((await world.rows())['workflows'], 1);
	});

	it('deletes nothing of a workflow that is not over', async () => {
		const { id } = await world.test.ledger.accept({
			kind: 'test',
			depth: 'standard',
			source: { type: 'url', url: 'https://a' },
			options: { reportLanguage: 'en' }
		});
		world.ahead = 400 * aDay;
		await world.privacy.purge({ knowsServers: true });
		assert.ok(await world.test.ledger.find(id));
	});

	it('deletes the analysed files once nothing runs again, and keeps those of the report and of the ledger', async () => {
		const { id, report } = await world.test.run();
		const before = storedFiles();
		assert.equal(before.length, 3);
		assert.equal((await world.privacy.purge({ knowsServers: true })).files, 1);
		assert.equal(storedFiles().length, 2);
		const [file] = report?.files ?? [];
		assert.equal(String(await world.test.artifacts.read(file?.artifact ?? '')), `report of ${id}`);
		assert.equal((await world.test.ledger.checkpoints(id)).size, 1);
		assert.equal((await world.privacy.purge({ knowsServers: true })).files, 0);
	});

	it('keeps the analysed files of a workflow that can be tried again', async () => {
		failing = true;
		const { id, status } = await world.test.run();
		assert.equal(status, 'failed');
		await world.privacy.purge({ knowsServers: true });
		assert.equal(storedFiles().length, 2);
		failing = false;
		await world.test.ledger.retry(id);
		await world.test.take(id);
		await world.privacy.purge({ knowsServers: true });
		assert.equal(storedFiles().length, 2);
	});

	it('keeps all files where the operator wants that', async () => {
		await world.test.close();
		world = await TestPrivacy.open({ acquire }, { privacy: { keepMedia: true } });
		await world.test.run();
		await world.privacy.purge({ knowsServers: true });
		assert.equal(storedFiles().length, 3);
	});

	it('keeps a file that another workflow has', async () => {
		const sharing: TestStage = {
			...acquire,
			run: async ({ artifacts }) => ({ file: (await artifacts.put('the same')).hash }),
			report: () => ({ title: 'S', blocks: [] })
		};
		const { folder } = world.test;
		await world.test.close();
		world = await TestPrivacy.open({ sharing }, { folder });
		await world.test.run();
		await world.test.ledger.accept({
			kind: 'test',
			depth: 'standard',
			source: { type: 'url', url: 'https://a' },
			options: { reportLanguage: 'en' }
		});
		const [waiting] = await world.test.ledger.list({ statuses: ['queued'] });
		const [file] = storedFiles();
		await world.test.connection.writer
			.insertInto('artifacts')
			.values({ workflowId: waiting?.id ?? '', hash: file?.split('/').at(-1) ?? '', bytes: 8, createdAt: 1 })
			.execute();
		await world.privacy.purge({ knowsServers: true });
		assert.deepEqual(storedFiles(), [file]);
	});

	it('forgets a server thirty days after it removed the bot, not sooner', async () => {
		const { writer } = world.test.connection;
		await writer.insertInto('servers').values({ serverId: 's', settingsJson: '{}', removedAt: Date.now() }).execute();
		await writer.insertInto('servers').values({ serverId: 'stays', settingsJson: '{}', removedAt: null }).execute();
		await world.ranFor({ userId: 'ada', serverId: 's' });
		world.ahead = 29 * aDay;
		assert.equal((await world.privacy.purge({ knowsServers: true })).servers, 0);
		world.ahead = 30 * aDay + 1;
		assert.equal((await world.privacy.purge({ knowsServers: false })).servers, 0, 'it may have taken the bot back');
		assert.equal((await world.privacy.purge({ knowsServers: true })).servers, 1);
		const { workflows, servers } = await world.rows();
		assert.deepEqual({ workflows, servers }, { workflows: undefined, servers: 1 });
	});

	it('goes on with others where one cannot be forgotten', async () => {
		for (const userId of ['ada', 'bea']) {
			await world.ranFor({ userId });
			await world.privacyLedger.beginForgetting({ type: 'person', id: userId });
		}
		// No report can be deleted: there is a file in the place of their folder.
		writeFileSync(join(world.test.folder, 'reports'), '');
		await world.privacy.purge({ knowsServers: true });
		assert.deepEqual(await world.privacyLedger.workflowsOf({ type: 'person', id: 'bea' }), []);
		assert.equal((await world.privacyLedger.forgettings()).length, 2);
		rmSync(join(world.test.folder, 'reports'));
		await world.privacy.purge({ knowsServers: true });
		assert.deepEqual(await world.privacyLedger.forgettings(), []);
	});

	it('keeps what a server sets that took the bot back while it was being forgotten', async () => {
		const { writer } = world.test.connection;
		await writer.insertInto('servers').values({ serverId: 's', settingsJson: '{"depth":"deep"}', removedAt: 1 }).execute();
		await world.ranFor({ userId: 'ada', serverId: 's' });
		world.unreachable = true;
		assert.equal((await world.privacy.purge({ knowsServers: true })).servers, 1);
		assert.equal(await world.privacyLedger.server('s'), undefined);
		await writer.insertInto('servers').values({ serverId: 's', settingsJson: '{"depth":"standard"}' }).execute();
		world.unreachable = false;
		assert.equal((await world.privacy.purge({ knowsServers: true })).servers, 0);
		assert.deepEqual(await world.privacyLedger.server('s'), { settings: { depth: 'standard' } });
		assert.equal(world.visible.size, 0);
	});

	it('forgets which server spent what once the month is over, and not what was spent', async () => {
		const { ledger, connection } = world.test;
		const budgets = { workflow: 10, month: 10, serverMonth: 10 };
		const spent = () => connection.reader.selectFrom('spend').select(['serverId', 'nanoUsd']).execute();
		await ledger.reserveForAnswer('ask_1', { stage: 'ask', serverId: 's', model: 'm', priced: true, nanoUsd: 7, budgets });
		await world.privacy.forget({ type: 'server', id: 's' });
		await world.privacy.purge({ knowsServers: true });
		assert.deepEqual(await spent(), [{ serverId: 's', nanoUsd: 7 }]);
		world.ahead = 31 * aDay;
		await world.privacy.purge({ knowsServers: true });
		assert.deepEqual(await spent(), [{ serverId: null, nanoUsd: 7 }]);
	});

	it('deletes files that belong to nobody, once they have lain there for an hour', async () => {
		const stray = await world.test.artifacts.put(Buffer.from('put by a process that died'));
		const fresh = await world.test.artifacts.put(Buffer.from('put a moment ago'));
		const unfinished = join(world.test.folder, 'artifacts', '.incoming-1-2');
		writeFileSync(unfinished, 'half of');
		const twoDaysAgo = new Date(Date.now() - 2 * aDay);
		for (const path of [world.test.artifacts.path(stray.hash), unfinished]) utimesSync(path, twoDaysAgo, twoDaysAgo);
		assert.equal((await world.privacy.purge({ knowsServers: true })).files, 1);
		assert.equal(existsSync(world.test.artifacts.path(stray.hash)), false);
		assert.equal(existsSync(world.test.artifacts.path(fresh.hash)), true);
		assert.equal(existsSync(unfinished), false);
	});

	function storedFiles(): readonly string[] {
		const folder = join(world.test.folder, 'artifacts');
		if (!existsSync(folder)) return [];
		return readdirSync(folder, { recursive: true })
			.map(String)
			.filter((name) => name.length > 60)
			.sort();
	}
});
