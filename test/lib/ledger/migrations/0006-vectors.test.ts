import assert from 'node:assert/strict';
import { join } from 'node:path';
import { sql } from 'kysely';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { Ledger } from '#lib/ledger/Ledger';
import { migrations } from '#lib/ledger/migrations/index';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { InstanceLocks } from '#lib/ledger/sqlite/InstanceLocks';
import { VectorLedger } from '#lib/ledger/VectorLedger';
import { temporaryFolder } from '../../../support/temporaryFolder.js';

describe('the migration 0006-vectors', () => {
	it('keeps what was learned before it findable, and wants vectors for it', async () => {
		const folder = temporaryFolder();
		const file = join(folder, 'ledger.db');
		const earlier = Object.entries(migrations).filter(([name]) => name < '0006');
		const before = await connectSqlite(file, Object.fromEntries(earlier));
		const old = new Ledger(before, new ArtifactStore(join(folder, 'artifacts')));
		const { id } = await old.accept({ kind: 'k', depth: 'd', source: { type: 'file', path: '/a' }, options: { reportLanguage: 'en' } });
		await before.writer.updateTable('workflows').set({ status: 'succeeded', finishedAt: 1 }).where('id', '=', id).execute();
		await sql`insert into documents (workflow_id, stage, type, text) values (${id}, 's', 'passage', 'The bridge is old.')`.execute(
			before.writer
		);
		await old.close();

		const after = await connectSqlite(file);
		const instances = await InstanceLocks.open(join(folder, 'instances'));
		const ledger = new Ledger(after, new ArtifactStore(join(folder, 'artifacts')));
		const [found] = await ledger.searchDocuments(['bridges'], { scope: { type: 'operator' }, limit: 1 });
		const query = { model: 'm', dimensions: undefined, exceptServers: [], again: true, limit: 10 };
		const missing = await new VectorLedger(after, instances).missing(query);
		await instances.close();
		await ledger.close();
		assert.equal(found?.text, 'The bridge is old.');
		assert.deepEqual(missing, { workflowId: id, serverId: undefined, documents: [{ id: found.id, text: found.text }] });
	});
});
