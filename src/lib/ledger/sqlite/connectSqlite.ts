import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { prepareFolder, unusableFolder } from '#lib/config/prepareFolder';
import { AutointelError } from '#lib/errors/AutointelError';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { describeError } from '#lib/errors/describeError';
import type { LedgerConnection } from '#lib/ledger/LedgerConnection';
import { migrate } from '#lib/ledger/migrate';
import { migrations as ledgerMigrations } from '#lib/ledger/migrations/index';
import type { LedgerDatabase, LedgerTables } from '#lib/ledger/schema';
import { compactIndex } from './compactIndex.js';
import { openSqlite } from './openSqlite.js';
import { isBusy, isDamaged, isOutOfRoom } from './sqliteErrors.js';

/**
 * Opens the ledger in an SQLite file and brings it up to date.
 *
 * @throws {ConfigurationError} `data-folder-unusable`, `ledger-damaged` (the file is kept aside under another name), `ledger-too-new`.
 */
export async function connectSqlite(file: string, migrations = ledgerMigrations): Promise<LedgerConnection> {
	await prepareFolder(dirname(file));
	const writer = await withoutContention(() => openMigrated(file, migrations));
	try {
		const reader = await withoutContention(() => open(file));
		return {
			place: file,
			writer,
			reader,
			now: Date.now,
			size: () => sizeOf(reader),
			backup: (target) => copy(file, target),
			compactIndex: () => compactIndex(writer),
			scrub: () => emptyLog(writer),
			explain: (error) => (isOutOfRoom(error) ? outOfRoom(file, error) : error),
			async close() {
				await reader.destroy();
				await writer.destroy();
			}
		};
	} catch (error) {
		await writer.destroy();
		throw error;
	}
}

async function sizeOf(db: LedgerDatabase): Promise<number> {
	const { rows } = await sql<{
		bytes: number;
	}>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(db);
	return Number(rows[0]?.bytes ?? 0);
}

async function openMigrated(file: string, migrations: typeof ledgerMigrations): Promise<LedgerDatabase> {
	const db = await open(file);
	try {
		await migrate(db, { place: file, migrations, backup: (last) => copy(file, unusedName(`${file}.before-migration-after-${last}`)) });
		return db;
	} catch (error) {
		await db.destroy();
		if (isOutOfRoom(error)) throw unusableFolder(dirname(file), error);
		throw isDamaged(error) ? keepAside(file, error) : error;
	}
}

async function open(file: string): Promise<LedgerDatabase> {
	let db: LedgerDatabase | undefined;
	try {
		db = openSqlite<LedgerTables>(file);
		await sql`select count(*) from sqlite_schema`.execute(db);
		return db;
	} catch (error) {
		await db?.destroy();
		if (isBusy(error)) throw error;
		throw isDamaged(error) ? keepAside(file, error) : unusableFolder(dirname(file), error);
	}
}

/**
 * A process that starts may find the file locked for a moment by another that starts as well. Each attempt has to be on a connection of its
 * own: libsql leaves a statement that found the lock taken unfinished, and then nothing can be committed there.
 */
async function withoutContention<Value>(attempt: () => Promise<Value>): Promise<Value> {
	for (let left = 500; ; left--) {
		try {
			return await attempt();
		} catch (error) {
			if (!isBusy(error) || left === 0) throw error;
			await wait(5 + Math.random() * 20);
		}
	}
}

async function copy(file: string, target: string): Promise<void> {
	const db = await withoutContention(() => open(file));
	try {
		await sql`vacuum into ${target}`.execute(db);
	} finally {
		await db.destroy();
	}
}

/** Deleted rows are overwritten in the file itself, but the log keeps their last state until all of it has been taken over. */
async function emptyLog(db: LedgerDatabase): Promise<void> {
	await sql`pragma wal_checkpoint(truncate)`.execute(db);
}

function outOfRoom(file: string, cause: unknown): AutointelError {
	return new AutointelError('ledger-full', `The ledger ${file} cannot be written: ${describeError(cause).message}`, {
		hint: 'Make room on the disk, then resume the workflow: what it had stored is kept.',
		cause
	});
}

function keepAside(file: string, cause: unknown): ConfigurationError {
	const kept = unusedName(`${file}.damaged`);
	for (const suffix of ['', '-wal', '-shm']) {
		if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix);
	}
	return new ConfigurationError(
		'ledger-damaged',
		`The ledger ${file} is damaged (${describeError(cause).message}); it was kept as ${kept}`,
		{
			hint: 'Put a backup in its place, or start again with an empty ledger.',
			cause
		}
	);
}

/** `name`, or the first of `name-2`, `name-3` … that is free. */
function unusedName(name: string): string {
	let candidate = name;
	for (let count = 2; existsSync(candidate); count++) candidate = `${name}-${count}`;
	return candidate;
}
