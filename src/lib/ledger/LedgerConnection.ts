import type { LedgerDatabase } from './schema.js';

/**
 * What a ledger needs of its database. Writes are transactions that see nothing of each other; reads never wait for them.
 */
export interface LedgerConnection {
	/** For messages: a file or a server, without secrets. */
	readonly place: string;
	readonly writer: LedgerDatabase;
	readonly reader: LedgerDatabase;
	/** Milliseconds since 1970, by the clock that all processes on this ledger share. */
	now(): number;
	/** Bytes of the database, with what is free in it. */
	size(): Promise<number>;
	/** Writes a consistent copy to a file that does not exist yet. */
	backup(file: string): Promise<void>;
	/** Takes the words of deleted documents out of the index of what was learned, a bit at a time. */
	compactIndex(): Promise<void>;
	/** Overwrites what deleted rows have left in the files, as far as nobody reads there at the moment. */
	scrub(): Promise<void>;
	/** What an error of the database means to a person, where that is known; else the error itself. */
	explain(error: unknown): unknown;
	close(): Promise<void>;
}
