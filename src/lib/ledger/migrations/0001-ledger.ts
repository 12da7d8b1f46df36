import type { Kysely, Migration } from 'kysely';

/** Migrations are never edited once they have landed: a change of the schema is a new file beside this one. */
export const migration: Migration = {
	async up(db: Kysely<unknown>): Promise<void> {
		await db.schema
			.createTable('workflows')
			.addColumn('id', 'text', (column) => column.primaryKey())
			.addColumn('request_key', 'text', (column) => column.unique())
			.addColumn('kind', 'text', (column) => column.notNull())
			.addColumn('depth', 'text', (column) => column.notNull())
			.addColumn('source_json', 'text', (column) => column.notNull())
			.addColumn('options_json', 'text', (column) => column.notNull())
			.addColumn('status', 'text', (column) => column.notNull())
			.addColumn('reason_json', 'text')
			.addColumn('generation', 'integer', (column) => column.notNull())
			.addColumn('plan_json', 'text')
			.addColumn('epoch', 'integer', (column) => column.notNull())
			.addColumn('owner', 'text')
			.addColumn('lease_until', 'bigint', (column) => column.notNull())
			.addColumn('revision', 'integer', (column) => column.notNull())
			.addColumn('claimed_revision', 'integer', (column) => column.notNull())
			.addColumn('crashes', 'integer', (column) => column.notNull())
			.addColumn('cancel_requested_at', 'bigint')
			.addColumn('report', 'text')
			.addColumn('accepted_at', 'bigint', (column) => column.notNull())
			.addColumn('started_at', 'bigint')
			.addColumn('finished_at', 'bigint')
			.execute();
		await db.schema.createIndex('workflows_by_status').on('workflows').columns(['status', 'accepted_at']).execute();

		await db.schema
			.createTable('stages')
			.addColumn('workflow_id', 'text', (column) => column.notNull().references('workflows.id').onDelete('cascade'))
			.addColumn('stage', 'text', (column) => column.notNull())
			.addColumn('status', 'text', (column) => column.notNull())
			.addColumn('version', 'integer', (column) => column.notNull())
			.addColumn('attempts', 'integer', (column) => column.notNull())
			.addColumn('progress', 'real', (column) => column.notNull())
			.addColumn('note', 'text')
			.addColumn('reason_json', 'text')
			.addColumn('remarks_json', 'text', (column) => column.notNull())
			.addColumn('checkpoint', 'text')
			.addColumn('started_at', 'bigint')
			.addColumn('finished_at', 'bigint')
			.addColumn('duration_ms', 'bigint', (column) => column.notNull())
			.addPrimaryKeyConstraint('stages_key', ['workflow_id', 'stage'])
			.execute();

		await db.schema
			.createTable('steps')
			.addColumn('workflow_id', 'text', (column) => column.notNull().references('workflows.id').onDelete('cascade'))
			.addColumn('stage', 'text', (column) => column.notNull())
			.addColumn('step', 'text', (column) => column.notNull())
			.addColumn('version', 'integer', (column) => column.notNull())
			.addColumn('value', 'text', (column) => column.notNull())
			.addColumn('committed_at', 'bigint', (column) => column.notNull())
			.addPrimaryKeyConstraint('steps_key', ['workflow_id', 'stage', 'step'])
			.execute();

		await db.schema
			.createTable('artifacts')
			.addColumn('workflow_id', 'text', (column) => column.notNull().references('workflows.id').onDelete('cascade'))
			.addColumn('hash', 'text', (column) => column.notNull())
			.addColumn('bytes', 'bigint', (column) => column.notNull())
			.addColumn('created_at', 'bigint', (column) => column.notNull())
			.addPrimaryKeyConstraint('artifacts_key', ['workflow_id', 'hash'])
			.execute();
		await db.schema.createIndex('artifacts_by_hash').on('artifacts').column('hash').execute();

		await db.schema
			.createTable('outbox')
			.addColumn('id', 'text', (column) => column.primaryKey())
			.addColumn('workflow_id', 'text', (column) => column.notNull().references('workflows.id').onDelete('cascade'))
			.addColumn('stage', 'text', (column) => column.notNull())
			.addColumn('status', 'text', (column) => column.notNull())
			.addColumn('payload_json', 'text', (column) => column.notNull())
			.addColumn('created_at', 'bigint', (column) => column.notNull())
			.execute();
		await db.schema.createIndex('outbox_by_status').on('outbox').columns(['status', 'created_at']).execute();

		await db.schema
			.createTable('keyv')
			.addColumn('key', 'text', (column) => column.primaryKey())
			.addColumn('value', 'text', (column) => column.notNull())
			.addColumn('expires_at', 'bigint')
			.execute();
		await db.schema.createIndex('keyv_by_expiry').on('keyv').column('expires_at').execute();
	}
};
