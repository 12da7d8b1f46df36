import { type Kysely, type Migration, sql } from 'kysely';

/** What is deleted leaves no words behind: neither in the index of what was learned, nor in the values that workflows share. */
export const migration: Migration = {
	async up(db: Kysely<unknown>): Promise<void> {
		// Otherwise words stay in the index, marked as deleted, until it is written anew: so what was deleted before this.
		await sql`insert into documents_fts(documents_fts, rank) values ('secure-delete', 1)`.execute(db);
		await sql`insert into documents_fts(documents_fts) values ('rebuild')`.execute(db);

		await db.schema
			.createTable('cache_uses')
			.addColumn('workflow_id', 'text', (column) => column.notNull().references('workflows.id').onDelete('cascade'))
			.addColumn('key', 'text', (column) => column.notNull())
			.addPrimaryKeyConstraint('cache_uses_key', ['workflow_id', 'key'])
			.execute();
		await db.schema.createIndex('cache_uses_by_key').on('cache_uses').column('key').execute();
	}
};
