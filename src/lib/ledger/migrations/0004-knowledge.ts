import { type Kysely, type Migration, sql } from 'kysely';

/** What workflows have learned, and SQLite's full-text index over it: triggers keep the two together. */
export const migration: Migration = {
	async up(db: Kysely<unknown>): Promise<void> {
		await db.schema
			.createTable('documents')
			.addColumn('id', 'integer', (column) => column.primaryKey())
			.addColumn('workflow_id', 'text', (column) => column.notNull().references('workflows.id').onDelete('cascade'))
			.addColumn('stage', 'text', (column) => column.notNull())
			.addColumn('type', 'text', (column) => column.notNull())
			.addColumn('text', 'text', (column) => column.notNull())
			.addColumn('speaker', 'text')
			.addColumn('position_json', 'text')
			.execute();
		await db.schema.createIndex('documents_by_workflow').on('documents').columns(['workflow_id', 'stage']).execute();
		await sql`create virtual table documents_fts using fts5(
			text, content='documents', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
		)`.execute(db);
		await sql`create trigger documents_inserted after insert on documents begin
			insert into documents_fts(rowid, text) values (new.id, new.text);
		end`.execute(db);
		await sql`create trigger documents_deleted after delete on documents begin
			insert into documents_fts(documents_fts, rowid, text) values ('delete', old.id, old.text);
		end`.execute(db);
	}
};
