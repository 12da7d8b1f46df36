import type { LedgerDatabase, LedgerTransaction } from '#lib/ledger/schema';

/** What is known of a person besides their workflows. Times are milliseconds since 1970. */
export interface PersonRecord {
	readonly optedOutAt?: number;
	/** When they were told where text is sent. */
	readonly noticedAt?: number;
}

export async function findPerson(db: LedgerDatabase, userId: string): Promise<PersonRecord | undefined> {
	const row = await db.selectFrom('people').selectAll().where('userId', '=', userId).executeTakeFirst();
	return (
		row && {
			...(row.optedOutAt === null ? {} : { optedOutAt: Number(row.optedOutAt) }),
			...(row.noticedAt === null ? {} : { noticedAt: Number(row.noticedAt) })
		}
	);
}

/** Notes that somebody does not want their messages to be analysed, or wants it (again). */
export function setOptOut(tx: LedgerTransaction, userId: string, optedOut: boolean, now: number): Promise<void> {
	return putPerson(tx, userId, { optedOutAt: optedOut ? now : null });
}

/** Notes that somebody was told where text is sent. */
export function noteFirstUse(tx: LedgerTransaction, userId: string, now: number): Promise<void> {
	return putPerson(tx, userId, { noticedAt: now });
}

async function putPerson(
	tx: LedgerTransaction,
	userId: string,
	given: { readonly optedOutAt?: number | null; readonly noticedAt?: number }
): Promise<void> {
	await tx
		.insertInto('people')
		.values({ userId, ...given })
		.onConflict((conflict) => conflict.column('userId').doUpdateSet(given))
		.execute();
}
