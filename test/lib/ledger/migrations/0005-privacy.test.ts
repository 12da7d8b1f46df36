import assert from 'node:assert/strict';
import { join } from 'node:path';
import { sql } from 'kysely';
import { migrations } from '#lib/ledger/migrations/index';
import { PrivacyLedger } from '#lib/ledger/PrivacyLedger';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { temporaryFolder } from '../../../support/temporaryFolder.js';

describe('the migration 0005-privacy', () => {
	it('goes on with what was being forgotten, and deletes no setting that is made later', async () => {
		const file = join(temporaryFolder(), 'ledger.db');
		const earlier = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0005'));
		const before = await connectSqlite(file, earlier);
		for (const [type, id] of [
			['server', 's'],
			['person', 'ada'],
			['person', 'bea']
		]) {
			const record = JSON.stringify({ subject: { type, id }, workflows: ['wf_1'], files: [], messages: [] });
			await sql`insert into state values (${`forget/${type}/${id}`}, ${record})`.execute(before.writer);
		}
		await sql`insert into servers values ('s', '{}', null), ('stays', '{}', null)`.execute(before.writer);
		await sql`insert into people values ('ada', null, 1), ('bea', 1, 1), ('carl', null, 1)`.execute(before.writer);
		await before.close();

		const migrating = Date.now();
		const after = await connectSqlite(file);
		const ledger = new PrivacyLedger(after);
		const forgettings = await ledger.forgettings();
		const people = await after.reader.selectFrom('people').selectAll().orderBy('userId').execute();
		const servers = await after.reader.selectFrom('servers').select('serverId').execute();
		await after.close();
		assert.deepEqual(
			forgettings.map(({ subject, workflows }) => [subject.id, ...workflows]),
			[
				['ada', 'wf_1'],
				['bea', 'wf_1'],
				['s', 'wf_1']
			]
		);
		assert.ok(forgettings.every(({ askedAt }) => askedAt >= migrating && askedAt <= Date.now()));
		assert.deepEqual(people, [
			{ userId: 'bea', optedOutAt: 1, noticedAt: null },
			{ userId: 'carl', optedOutAt: null, noticedAt: 1 }
		]);
		assert.deepEqual(servers, [{ serverId: 'stays' }]);
	});
});
