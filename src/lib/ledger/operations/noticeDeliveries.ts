import type { LedgerTransaction } from '#lib/ledger/schema';

/** Notes that the operator was told of what is held. */
export async function noticeDeliveries(tx: LedgerTransaction, ids: readonly string[], now: number): Promise<void> {
	await tx
		.updateTable('outbox')
		.set({ noticedAt: now })
		.where('id', 'in', [...ids, ''])
		.where('status', '=', 'held')
		.execute();
}
