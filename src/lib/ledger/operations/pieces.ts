import { setImmediate as afterOthers } from 'node:timers/promises';
import type { LedgerDatabase } from '#lib/ledger/schema';

/** Ids from the first on, the last not included. */
export interface Piece {
	readonly first: number;
	readonly last: number;
}

/**
 * All documents in pieces of at most `size`, by their ids. SQLite lets nothing else happen while it looks at one; between two of them others
 * have their turn.
 */
export async function* pieces(db: LedgerDatabase, size: number): AsyncGenerator<Piece, void, undefined> {
	for (let from = 0; ; await afterOthers()) {
		// There may be gaps, where documents were deleted.
		const row = await db.selectFrom('documents').select('id').where('id', '>=', from).orderBy('id').limit(1).executeTakeFirst();
		if (!row) return;
		from = row.id + size;
		yield { first: row.id, last: from };
	}
}
