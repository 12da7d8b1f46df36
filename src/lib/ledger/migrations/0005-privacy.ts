import { type Kysely, type Migration, sql } from 'kysely';

/** Retried requests keep what they were before, and what is being forgotten says when somebody asked for it. */
export const migration: Migration = {
	async up(db: Kysely<unknown>): Promise<void> {
		await db.schema.alterTable('requests').addColumn('earlier_json', 'text').execute();
		await db.schema.alterTable('requests').addColumn('retried_at', 'bigint').execute();

		// What was begun before this is taken for asked for now; rows about the subjects themselves used to go last.
		await sql`update state set value = json_set(value, '$.askedAt', ${Date.now()}) where key like 'forget/%'`.execute(db);
		const subjects = (type: string) =>
			sql`(select substr(key, ${`forget/${type}/`.length + 1}) from state where key like ${`forget/${type}/%`})`;
		await sql`delete from servers where server_id in ${subjects('server')}`.execute(db);
		await sql`delete from people where opted_out_at is null and user_id in ${subjects('person')}`.execute(db);
		await sql`update people set noticed_at = null where user_id in ${subjects('person')}`.execute(db);
	}
};
