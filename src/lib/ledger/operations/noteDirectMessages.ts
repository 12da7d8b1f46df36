import type { LedgerTransaction } from '#lib/ledger/schema';

/** Notes where the requester can be written to in person. */
export async function noteDirectMessages(tx: LedgerTransaction, workflowId: string, channelId: string): Promise<void> {
	await tx.updateTable('requests').set({ dmChannelId: channelId }).where('workflowId', '=', workflowId).execute();
}
