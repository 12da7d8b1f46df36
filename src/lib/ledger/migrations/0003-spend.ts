import type { Kysely, Migration } from 'kysely';

/**
 * What language models cost. Outlives the workflows it belongs to: what was spent is not given back by forgetting what it was spent on.
 */
export const migration: Migration = {
	async up(db: Kysely<unknown>): Promise<void> {
		await db.schema
			.createTable('spend')
			.addColumn('id', 'text', (column) => column.primaryKey())
			.addColumn('workflow_id', 'text', (column) => column.notNull())
			.addColumn('stage', 'text', (column) => column.notNull())
			.addColumn('server_id', 'text')
			.addColumn('month', 'text', (column) => column.notNull())
			.addColumn('model', 'text', (column) => column.notNull())
			.addColumn('priced', 'integer', (column) => column.notNull())
			.addColumn('state', 'text', (column) => column.notNull())
			.addColumn('nano_usd', 'bigint', (column) => column.notNull())
			.addColumn('input_tokens', 'integer')
			.addColumn('output_tokens', 'integer')
			.addColumn('reserved_at', 'bigint', (column) => column.notNull())
			.addColumn('settled_at', 'bigint')
			.execute();
		await db.schema.createIndex('spend_by_workflow').on('spend').column('workflow_id').execute();
		await db.schema.createIndex('spend_by_month').on('spend').columns(['month', 'server_id']).execute();
	}
};
