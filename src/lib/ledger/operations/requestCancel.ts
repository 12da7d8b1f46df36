import { toWorkflow, workflowColumns } from '#lib/ledger/rows';
import type { LedgerTransaction } from '#lib/ledger/schema';
import { isFinal } from '#lib/workflow/status';
import type { Workflow } from '#lib/workflow/workflow';

/**
 * Asks for a workflow to be cancelled. One that runs is ended by whoever runs it; one that nobody runs is marked, for the next claim to
 * end it. What is over stays as it is. `undefined`: there is no such workflow.
 */
export async function requestCancel(tx: LedgerTransaction, id: string, now: number): Promise<Workflow | undefined> {
	const row = await tx.selectFrom('workflows').select(workflowColumns).where('id', '=', id).executeTakeFirst();
	if (!row || isFinal(row.status) || row.cancelRequestedAt !== null) return row && toWorkflow(row);
	const updated = await tx
		.updateTable('workflows')
		.set({ cancelRequestedAt: now, status: row.status === 'parked' ? 'queued' : row.status })
		.where('id', '=', id)
		.returning(workflowColumns)
		.executeTakeFirstOrThrow();
	return toWorkflow(updated);
}
