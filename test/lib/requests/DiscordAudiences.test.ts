import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { Ledger } from '#lib/ledger/Ledger';
import type { LedgerConnection } from '#lib/ledger/LedgerConnection';
import { type NewRequest, putRequest } from '#lib/ledger/operations/putRequest';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { DiscordAudiences } from '#lib/requests/DiscordAudiences';
import type { Readers } from '#lib/workflow/readers';
import { silentLogger } from '../../support/silentLogger.js';
import { testRequest } from '../../support/TestEngine.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const inServer = { userId: 'ada', serverId: 'harbour', channelId: 'general', private: false, context: 'server' } as const;

const requests: Readonly<Record<string, Omit<NewRequest, 'workflowId'>>> = {
	general: inServer,
	staff: { ...inServer, channelId: 'staff' },
	private: { ...inServer, private: true },
	elsewhere: { ...inServer, serverId: 'island', channelId: 'beach' },
	direct: { userId: 'ada', channelId: 'dm', private: false, context: 'dm' },
	shared: { ...inServer, channelId: 'staff', resultChannelId: 'general' },
	headless: { private: false, context: 'headless' }
};

describe('who may see what other workflows learned', () => {
	/** Their names by their ids. */
	const names = new Map<string, string>();
	let connection: LedgerConnection;
	let ledger: Ledger;
	let audiences: DiscordAudiences;

	before(async () => {
		const folder = temporaryFolder();
		connection = await connectSqlite(join(folder, 'ledger.db'));
		ledger = new Ledger(connection, new ArtifactStore(join(folder, 'artifacts')));
		for (const name of [...Object.keys(requests), 'command-line']) {
			const { id } = await ledger.accept(testRequest);
			names.set(id, name);
			const request = requests[name];
			await connection.writer.transaction().execute(async (tx) => {
				if (request) await putRequest(tx, { workflowId: id, ...request }, 0);
				await tx.insertInto('documents').values({ workflowId: id, stage: 'learn', type: 'passage', text: name }).execute();
			});
		}
		// Bo sees #general, Cy sees #general and #staff, for Dee Discord does not answer.
		const canSee = async (userId: string, _: string, channelId: string) => {
			if (userId === 'dee') throw new Error('no answer');
			return channelId === 'general' || (userId === 'cy' && channelId === 'staff');
		};
		audiences = new DiscordAudiences(ledger, { canSee }, silentLogger);
	});
	after(() => ledger.close());

	const visibleTo = async (readers: Readers) =>
		[...(await ledger.visible(new Set(names.keys()), await audiences.scopeOf(readers)))].map((id) => names.get(id)).sort();
	const readersOf = (name: string) => audiences.readersOf([...names].find(([, given]) => given === name)?.[0] ?? assert.fail());
	const person = (userId: string, server = 'harbour') =>
		({ type: 'person', userId, serverId: server === 'none' ? undefined : server }) as const;

	it('shows in a channel what all who can see that channel can see: nothing from #staff in #general', async () => {
		assert.deepEqual(await visibleTo({ type: 'channels', serverId: 'harbour', channels: ['general'] }), ['general', 'shared']);
		assert.deepEqual(await visibleTo({ type: 'channels', serverId: 'harbour', channels: ['staff'] }), ['shared', 'staff']);
		assert.deepEqual(await visibleTo({ type: 'channels', serverId: 'harbour', channels: ['staff', 'general'] }), ['shared']);
		assert.deepEqual(await visibleTo({ type: 'channels', serverId: 'island', channels: ['general'] }), []);
		assert.deepEqual(await visibleTo({ type: 'channels', serverId: 'harbour', channels: [] }), []);
	});

	it('shows a person their own, and what they can see in this server', async () => {
		assert.deepEqual(await visibleTo(person('ada')), ['direct', 'general', 'private', 'shared', 'staff']);
		assert.deepEqual(await visibleTo(person('bo')), ['general', 'shared']);
		assert.deepEqual(await visibleTo(person('cy')), ['general', 'shared', 'staff']);
	});

	it('keeps servers apart, and shows in a direct message only what is the person’s own', async () => {
		assert.deepEqual(await visibleTo(person('ada', 'island')), ['direct', 'elsewhere']);
		assert.deepEqual(await visibleTo(person('ada', 'none')), ['direct', 'elsewhere', 'general', 'private', 'shared', 'staff']);
		assert.deepEqual(await visibleTo(person('bo', 'none')), []);
	});

	it('shows nothing where Discord does not answer', async () => {
		assert.deepEqual(await visibleTo(person('dee')), []);
	});

	it('shows operators what is theirs and what was asked for in public', async () => {
		assert.deepEqual(await visibleTo({ type: 'operator' }), ['command-line', 'elsewhere', 'general', 'headless', 'shared', 'staff']);
	});

	it('knows who reads a report', async () => {
		assert.deepEqual(await readersOf('general'), { type: 'channels', serverId: 'harbour', channels: ['general'] });
		assert.deepEqual(await readersOf('shared'), { type: 'channels', serverId: 'harbour', channels: ['staff', 'general'] });
		assert.deepEqual(await readersOf('private'), person('ada'));
		assert.deepEqual(await readersOf('direct'), person('ada', 'none'));
		assert.deepEqual(await readersOf('headless'), { type: 'operator' });
		assert.deepEqual(await readersOf('command-line'), { type: 'operator' });
	});
});
