import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Reason } from '#lib/workflow/workflow';

/**
 * Ends a workflow of which its requester never heard: nothing of it has run, and nobody waits for it. Does nothing where it was acknowledged
 * after all.
 */
export async function abandonRequest(tx: LedgerTransaction, workflowId: string, reason: Reason, now: number): Promise<void> {
	const request = await tx
		.updateTable('requests')
		.set({ token: null, surfaceOpen: 0, attachmentJson: null, acceptedBy: null })
		.where('workflowId', '=', workflowId)
		.where('acknowledgedAt', 'is', null)
		.executeTakeFirst();
	if (request.numUpdatedRows !== 1n) return;
	await tx
		.updateTable('workflows')
		.set({ status: 'cancelled', reasonJson: JSON.stringify(reason), cancelRequestedAt: now, finishedAt: now })
		.where('id', '=', workflowId)
		.where('status', '=', 'queued')
		.execute();
}
