import assert from 'node:assert/strict';
import { join } from 'node:path';
import { sql } from 'kysely';
import { migrations } from '#lib/ledger/migrations/index';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { temporaryFolder } from '../../../support/temporaryFolder.js';

describe('the migration 0002-discord', () => {
	it('keeps what waited in the outbox before it', async () => {
		const file = join(temporaryFolder(), 'ledger.db');
		const { '0001-ledger': first } = migrations;
		assert.ok(first);
		const before = await connectSqlite(file, { '0001-ledger': first });
		await sql`insert into workflows values ('wf_1', null, 'k', 'd', '{}', '{}', 'queued', null, 1, null, 0, null, 0, 0, 0, 0, null, null, 1, null, null)`.execute(
			before.writer
		);
		await sql`insert into outbox values ('old', 'wf_1', 'tell', 'pending', '{"text":"hello"}', 7)`.execute(before.writer);
		await before.close();

		const after = await connectSqlite(file);
		const [row] = await after.reader.selectFrom('outbox').selectAll().execute();
		await after.close();
		assert.ok(row);
		const { id, workflowId, stage, kind, payloadJson, status, attempts, createdAt } = row;
		assert.deepEqual(
			{ id, workflowId, stage, kind, payloadJson, status, attempts, createdAt },
			{
				id: 'old',
				workflowId: 'wf_1',
				stage: 'tell',
				kind: 'message',
				payloadJson: '{"text":"hello"}',
				status: 'pending',
				attempts: 0,
				createdAt: 7
			}
		);
	});
});
