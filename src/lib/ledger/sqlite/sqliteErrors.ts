/** The code of an error that came out of SQLite, as in `SQLITE_BUSY`. */
function sqliteCode(error: unknown): string | undefined {
	if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
	return error.code.startsWith('SQLITE_') ? error.code : undefined;
}

export function isBusy(error: unknown): boolean {
	return sqliteCode(error)?.startsWith('SQLITE_BUSY') ?? false;
}

/** The connection looks at a state of the file that is no longer the newest, so it cannot begin to write. */
export function isStale(error: unknown): boolean {
	return sqliteCode(error) === 'SQLITE_BUSY_SNAPSHOT';
}

export function isDamaged(error: unknown): boolean {
	const code = sqliteCode(error);
	return code === 'SQLITE_NOTADB' || (code?.startsWith('SQLITE_CORRUPT') ?? false);
}

/** The disk is full, or does not take any more for another reason. */
export function isOutOfRoom(error: unknown): boolean {
	const code = sqliteCode(error);
	return code === 'SQLITE_FULL' || (code?.startsWith('SQLITE_IOERR') ?? false);
}
