import { type Kysely, type Migration, type MigrationProvider, Migrator, sql } from 'kysely';
import { ConfigurationError } from '#lib/errors/ConfigurationError';

export interface MigrateOptions {
	/** For messages: where the ledger is. */
	readonly place: string;
	/** All that there are, in their order. */
	readonly migrations: Readonly<Record<string, Migration>>;
	/** Called before the first change to a ledger that already holds something. */
	readonly backup: (lastMigration: string) => Promise<void>;
}

/**
 * Brings a ledger up to this version.
 *
 * @throws {ConfigurationError} `ledger-too-new` when a newer version of autointel has already changed it.
 */
export async function migrate<Tables>(db: Kysely<Tables>, { place, migrations, backup }: MigrateOptions): Promise<void> {
	const applied = await appliedMigrations(db);
	const unknown = applied.filter((name) => !(name in migrations));
	if (unknown.length > 0) {
		throw new ConfigurationError(
			'ledger-too-new',
			`The ledger ${place} was written by a newer autointel (it has "${unknown.join('", "')}")`,
			{
				hint: 'Update autointel, or point DATABASE_URL at another ledger. Nothing was changed.'
			}
		);
	}
	const last = applied.at(-1);
	if (applied.length === Object.keys(migrations).length) return;
	if (last !== undefined) await backup(last);
	const provider: MigrationProvider = { getMigrations: () => Promise.resolve({ ...migrations }) };
	const { error } = await new Migrator({
		db,
		provider,
		migrationTableName,
		migrationLockTableName: `${migrationTableName}_lock`
	}).migrateToLatest();
	if (error !== undefined) throw error;
}

const migrationTableName = 'migrations';

async function appliedMigrations<Tables>(db: Kysely<Tables>): Promise<readonly string[]> {
	const tables = await db.introspection.getTables();
	if (!tables.some(({ name }) => name === migrationTableName)) return [];
	const { rows } = await sql<{ name: string }>`select name from ${sql.table(migrationTableName)} order by name`.execute(db);
	return rows.map(({ name }) => name);
}
