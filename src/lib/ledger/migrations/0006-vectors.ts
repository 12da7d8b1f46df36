import type { Kysely, Migration } from 'kysely';

/** Where an embedding model is configured, what was learned has vectors beside it; and it says which language it is in. */
export const migration: Migration = {
	async up(db: Kysely<unknown>): Promise<void> {
		await db.schema.alterTable('documents').addColumn('language', 'text').execute();
		await db.schema.alterTable('documents').addColumn('vector_model', 'text').execute();
		await db.schema.alterTable('documents').addColumn('vector_dimensions', 'integer').execute();
		await db.schema
			.alterTable('documents')
			.addColumn('vector_tries', 'integer', (column) => column.notNull().defaultTo(0))
			.execute();
		await db.schema.alterTable('documents').addColumn('vector', 'blob').execute();
		await db.schema.createIndex('documents_by_vector').on('documents').columns(['vector_model', 'vector_dimensions']).execute();
	}
};
