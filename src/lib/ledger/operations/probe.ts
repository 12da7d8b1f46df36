import type { LedgerTransaction } from '#lib/ledger/schema';

const key = 'probe';

/** Writes something that means nothing, to see whether that works. */
export async function probe(tx: LedgerTransaction, now: number): Promise<void> {
	const value = JSON.stringify(now);
	await tx
		.insertInto('state')
		.values({ key, value })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
		.execute();
}
