import type { LedgerTransaction } from '#lib/ledger/schema';

/** The route of a result that its requester has come for. */
const askedFor = 'asked';

/** The requester has come for the result by themselves: what still waits to be sent need not be sent any more. */
export async function fetchResult(tx: LedgerTransaction, workflowId: string, now: number): Promise<void> {
	await tx
		.updateTable('outbox')
		.set({ status: 'delivered', route: askedFor, deliveredAt: now, reasonJson: null })
		.where('workflowId', '=', workflowId)
		.where('kind', '=', 'result')
		.where('status', 'in', ['pending', 'held'])
		.execute();
}
