/** Opens a ledger with one more migration, and dies in the middle of it. */
import { sql } from 'kysely';
import { migrations } from '#lib/ledger/migrations/index';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';

const { file }: { readonly file: string } = JSON.parse(process.argv[2] ?? '');
await connectSqlite(file, {
	...migrations,
	'9999-half': {
		async up(db) {
			await db.schema.createTable('half').addColumn('id', 'text').execute();
			await sql`update workflows set kind = 'half'`.execute(db);
			process.kill(process.pid, 'SIGKILL');
		}
	}
});
