import Database from 'libsql';
import { isBusy } from './sqliteErrors.js';

/** A lock that this process holds. */
export interface FileLock {
	close(): void;
}

/**
 * Takes an exclusive lock on a file, which is made when it is not there. The system frees it when its holder dies, also after SIGKILL.
 * `undefined`: another process has it. Does not wait.
 */
export function lockFile(file: string): FileLock | undefined {
	const database = new Database(file);
	try {
		database.exec('begin exclusive');
		return database;
	} catch (error) {
		database.close();
		if (isBusy(error)) return undefined;
		throw error;
	}
}
