import type { LedgerTransaction } from '#lib/ledger/schema';

/** Tries what is held again, by every route. Without an id: all of it. Answers how many that are. */
export async function retryDeliveries(tx: LedgerTransaction, id: string | undefined, now: number): Promise<number> {
	const { numUpdatedRows } = await tx
		.updateTable('outbox')
		.set({ status: 'pending', triedJson: '[]', notBefore: now, noticedAt: null, reasonJson: null })
		.where('status', '=', 'held')
		.$if(id !== undefined, (query) => query.where((row) => row.or([row('id', '=', id ?? ''), row('workflowId', '=', id ?? '')])))
		.executeTakeFirst();
	return Number(numUpdatedRows);
}
