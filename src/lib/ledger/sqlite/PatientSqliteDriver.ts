import { setTimeout as wait } from 'node:timers/promises';
import { type DatabaseConnection, SqliteDriver } from 'kysely';
import type Database from 'libsql';
import { AutointelError } from '#lib/errors/AutointelError';
import { isBusy, isStale } from './sqliteErrors.js';

const longestWaitMs = 30_000;
/** A new snapshot is seldom stale, and never so many times in a row: then a statement of ours holds on to an old one. */
const staleAttempts = 40;

/**
 * Begins every transaction as a writer (`begin immediate`): a read that turns into a write would fail at once when another process wrote
 * in between. While another process holds the write lock, this one waits with a timer: SQLite's own waiting would stop the event loop.
 */
export class PatientSqliteDriver extends SqliteDriver {
	readonly #database: Database.Database;

	public constructor(database: Database.Database) {
		super({ database });
		this.#database = database;
	}

	/**
	 * @throws {AutointelError} `ledger-busy` after 30 s.
	 * @throws SQLite's own error (SQLITE_BUSY_SNAPSHOT) when this connection will never be able to write: libsql has left a statement
	 *   unfinished that found the lock taken, and whoever ran it ignored that (Kysely's migrator does). Only a new connection helps.
	 */
	public override async beginTransaction(_connection: DatabaseConnection): Promise<void> {
		const giveUpAt = performance.now() + longestWaitMs;
		for (let stale = 0; ; ) {
			try {
				// Not a prepared statement: libsql leaves one that found the lock taken unfinished, and then no transaction can be committed.
				this.#database.exec('begin immediate');
				return;
			} catch (error) {
				if (!isBusy(error)) throw error;
				stale = isStale(error) ? stale + 1 : 0;
				if (stale === staleAttempts) throw error;
				if (performance.now() > giveUpAt) {
					throw new AutointelError('ledger-busy', `Another process has kept the ledger locked for ${longestWaitMs / 1000} s`, {
						cause: error
					});
				}
			}
			await wait(5 + Math.random() * 20);
		}
	}

	/** After some failures (a full disk) SQLite has rolled back by itself: that there is nothing left to roll back hides no error then. */
	public override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		try {
			await super.rollbackTransaction(connection);
		} catch (error) {
			if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error;
		}
	}
}
