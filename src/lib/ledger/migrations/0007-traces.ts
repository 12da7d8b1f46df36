import type { Kysely, Migration } from 'kysely';

/** Which workflows use values that all of them share: these go with the last of those. */
export const migration: Migration = {
	async up(db: Kysely<unknown>): Promise<void> {
		await db.schema
			.createTable('cache_uses')
			.addColumn('workflow_id', 'text', (column) => column.notNull().references('workflows.id').onDelete('cascade'))
			.addColumn('key', 'text', (column) => column.notNull())
			.addPrimaryKeyConstraint('cache_uses_key', ['workflow_id', 'key'])
			.execute();
		await db.schema.createIndex('cache_uses_by_key').on('cache_uses').column('key').execute();
	}
};
