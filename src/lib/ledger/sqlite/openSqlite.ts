import { CamelCasePlugin, type Dialect, Kysely, SqliteAdapter, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { PatientSqliteDriver } from './PatientSqliteDriver.js';

/** How long SQLite itself may wait for a lock, which stops the event loop: the patient part of the waiting is the driver's. */
const busyTimeoutMs = 2;

/** A Kysely on an SQLite file (it is made when it is not there), in WAL mode, each commit flushed to the disk. */
export function openSqlite<Tables>(path: string): Kysely<Tables> {
	const database = new Database(path);
	try {
		database.pragma(`busy_timeout = ${busyTimeoutMs}`);
		setPragma(database, 'journal_mode', 'WAL', 'wal');
		setPragma(database, 'synchronous', 'FULL', 2);
		setPragma(database, 'foreign_keys', 'ON', 1);
		// What was deleted is to be gone, not only out of sight.
		setPragma(database, 'secure_delete', 'ON', 1);
	} catch (error) {
		database.close();
		throw error;
	}
	return new Kysely<Tables>({ dialect: dialectOf(database), plugins: [new CamelCasePlugin()] });
}

/** SQLite can take back changes of a schema; Kysely does not rely on it unless told: a migration that is killed half-way leaves nothing. */
class TransactionalSqliteAdapter extends SqliteAdapter {
	public override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

function dialectOf(database: Database.Database): Dialect {
	const sqlite = new SqliteDialect({ database });
	return {
		createAdapter: () => new TransactionalSqliteAdapter(),
		createDriver: () => new PatientSqliteDriver(database),
		createIntrospector: (db) => sqlite.createIntrospector(db),
		createQueryCompiler: () => sqlite.createQueryCompiler()
	};
}

/** Sets and reads back: SQLite answers an impossible wish with silence. */
function setPragma(database: Database.Database, name: string, value: string, expected: string | number): void {
	database.pragma(`${name} = ${value}`);
	const row: unknown = database.pragma(name, { simple: false });
	const actual = Array.isArray(row) ? Object.values(row[0] ?? {})[0] : undefined;
	if (actual !== expected) throw new Error(`SQLite keeps ${name} at ${String(actual)}`);
}
