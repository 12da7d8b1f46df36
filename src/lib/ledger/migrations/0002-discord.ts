import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

/** Who asked for a workflow and where, what has to be delivered and how far that is, and what is known of servers and people. */
export const migration: Migration = {
	async up(db: Kysely<unknown>): Promise<void> {
		await db.schema
			.createTable('requests')
			.addColumn('workflow_id', 'text', (column) => column.primaryKey().references('workflows.id').onDelete('cascade'))
			.addColumn('interaction_id', 'text', (column) => column.unique())
			.addColumn('application_id', 'text')
			.addColumn('user_id', 'text')
			.addColumn('server_id', 'text')
			.addColumn('channel_id', 'text')
			.addColumn('result_channel_id', 'text')
			.addColumn('private', 'integer', (column) => column.notNull())
			.addColumn('context', 'text', (column) => column.notNull())
			.addColumn('locale', 'text')
			.addColumn('attachment_size_limit', 'bigint')
			.addColumn('token', 'text')
			.addColumn('token_expires_at', 'bigint')
			.addColumn('created_at', 'bigint', (column) => column.notNull())
			.addColumn('acknowledged_at', 'bigint')
			.addColumn('message_channel_id', 'text')
			.addColumn('message_id', 'text')
			.addColumn('surface_json', 'text')
			.addColumn('surface_open', 'integer', (column) => column.notNull())
			.addColumn('surface_sender', 'text')
			.addColumn('surface_revision', 'integer', (column) => column.notNull())
			.addColumn('dm_channel_id', 'text')
			.addColumn('source_author_id', 'text')
			.addColumn('digest', 'text')
			.addColumn('accepted_by', 'text')
			.addColumn('attachment_json', 'text')
			.execute();
		await db.schema.createIndex('requests_by_user').on('requests').columns(['user_id', 'created_at']).execute();
		await db.schema.createIndex('requests_by_server').on('requests').columns(['server_id', 'created_at']).execute();
		await db.schema.createIndex('requests_by_surface').on('requests').column('surface_open').execute();

		await db.schema.alterTable('stages').addColumn('head_json', 'text').execute();

		// SQLite cannot change a column in place.
		await db.schema.dropIndex('outbox_by_status').execute();
		await db.schema.alterTable('outbox').renameTo('outbox_before').execute();
		await db.schema
			.createTable('outbox')
			.addColumn('id', 'text', (column) => column.primaryKey())
			.addColumn('workflow_id', 'text', (column) => column.notNull().references('workflows.id').onDelete('cascade'))
			.addColumn('stage', 'text')
			.addColumn('kind', 'text', (column) => column.notNull())
			.addColumn('payload_json', 'text', (column) => column.notNull())
			.addColumn('status', 'text', (column) => column.notNull())
			.addColumn('route', 'text')
			.addColumn('nonce', 'text')
			.addColumn('target', 'text')
			.addColumn('started_at', 'bigint')
			.addColumn('sender', 'text')
			.addColumn('attempts', 'integer', (column) => column.notNull())
			.addColumn('not_before', 'bigint', (column) => column.notNull())
			.addColumn('tried_json', 'text', (column) => column.notNull())
			.addColumn('repeated', 'integer', (column) => column.notNull())
			.addColumn('channel_id', 'text')
			.addColumn('message_id', 'text')
			.addColumn('reason_json', 'text')
			.addColumn('created_at', 'bigint', (column) => column.notNull())
			.addColumn('delivered_at', 'bigint')
			.addColumn('noticed_at', 'bigint')
			.execute();
		await sql`
			insert into outbox (id, workflow_id, stage, kind, payload_json, status, attempts, not_before, tried_json, repeated, created_at)
			select id, workflow_id, stage, 'message', payload_json, status, 0, 0, '[]', 0, created_at from outbox_before
		`.execute(db);
		await db.schema.dropTable('outbox_before').execute();
		await db.schema.createIndex('outbox_by_status').on('outbox').columns(['status', 'not_before']).execute();
		await db.schema.createIndex('outbox_by_workflow').on('outbox').column('workflow_id').execute();

		await db.schema
			.createTable('servers')
			.addColumn('server_id', 'text', (column) => column.primaryKey())
			.addColumn('settings_json', 'text', (column) => column.notNull())
			.addColumn('removed_at', 'bigint')
			.execute();

		await db.schema
			.createTable('people')
			.addColumn('user_id', 'text', (column) => column.primaryKey())
			.addColumn('opted_out_at', 'bigint')
			.addColumn('noticed_at', 'bigint')
			.execute();

		await db.schema
			.createTable('votes')
			.addColumn('workflow_id', 'text', (column) => column.notNull().references('workflows.id').onDelete('cascade'))
			.addColumn('user_id', 'text', (column) => column.notNull())
			.addColumn('vote', 'text', (column) => column.notNull())
			.addColumn('at', 'bigint', (column) => column.notNull())
			.addPrimaryKeyConstraint('votes_key', ['workflow_id', 'user_id'])
			.execute();
		await db.schema.createIndex('votes_by_user').on('votes').column('user_id').execute();

		await db.schema
			.createTable('state')
			.addColumn('key', 'text', (column) => column.primaryKey())
			.addColumn('value', 'text', (column) => column.notNull())
			.execute();
	}
};
