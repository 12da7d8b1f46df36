import type { LedgerTransaction } from '#lib/ledger/schema';

/** When nobody runs a workflow any more, none of its stages is running. */
export async function settleRunningStages(tx: LedgerTransaction, workflowId: string): Promise<void> {
	await tx
		.updateTable('stages')
		.set({ status: 'pending', progress: 0, note: null })
		.where('workflowId', '=', workflowId)
		.where('status', '=', 'running')
		.execute();
}
