import { setImmediate as afterOthers } from 'node:timers/promises';
import { sql } from 'kysely';
import type { LedgerDatabase } from '#lib/ledger/schema';

/** So much is written at a time: some 20 ms in which nothing else happens in this process. */
const pagesAtATime = 16;

/**
 * Writes the full-text index anew, a bit at a time. FTS5 only marks the words of a deleted document, and takes them out when it merges its
 * parts; its `secure-delete` would take them out at once, and hold up everything for more than a millisecond per document.
 */
export async function compactIndex(db: LedgerDatabase): Promise<void> {
	// A negative number of pages begins a merge of all parts, a positive one goes on with it.
	for (let pages = -pagesAtATime; (await merge(db, pages)) > 1; pages = pagesAtATime) await afterOthers();
}

/** Answers how many rows were changed: the command itself counts as one, which is all when there is nothing left to merge. */
function merge(db: LedgerDatabase, pages: number): Promise<number> {
	return db.transaction().execute(async (tx) => {
		const changes = async () => {
			const { rows } = await sql<{ readonly changes: number }>`select total_changes() as changes`.execute(tx);
			return Number(rows[0]?.changes ?? 0);
		};
		const before = await changes();
		await sql`insert into documents_fts(documents_fts, rank) values ('merge', ${sql.lit(pages)})`.execute(tx);
		return (await changes()) - before;
	});
}
