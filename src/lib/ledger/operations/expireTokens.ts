import type { LedgerTransaction } from '#lib/ledger/schema';

/** Forgets the tokens of interactions that are of no use any more. Answers how many. */
export async function expireTokens(tx: LedgerTransaction, now: number): Promise<number> {
	const { numUpdatedRows } = await tx
		.updateTable('requests')
		.set({ token: null })
		.where('token', 'is not', null)
		.where('tokenExpiresAt', '<=', now)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}
