import { toWorkflow, workflowColumns } from '#lib/ledger/rows';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Workflow } from '#lib/workflow/workflow';

/** Lets a parked workflow go on. Anything else stays as it is; `undefined`: there is no such workflow. */
export async function resume(tx: LedgerTransaction, id: string): Promise<Workflow | undefined> {
	await tx
		.updateTable('workflows')
		.set({ status: 'queued', reasonJson: null, crashes: 0 })
		.where('id', '=', id)
		.where('status', '=', 'parked')
		.execute();
	return readWorkflow(tx, id);
}

/**
 * Starts the next generation of a workflow that failed or is partial: it is planned anew and keeps its good checkpoints; its report stays
 * until there is a new one. Anything else stays as it is; `undefined`: there is no such workflow.
 */
export async function retry(tx: LedgerTransaction, id: string): Promise<Workflow | undefined> {
	const retried = await tx
		.updateTable('workflows')
		.set((row) => ({
			status: 'queued' as const,
			reasonJson: null,
			planJson: null,
			crashes: 0,
			finishedAt: null,
			generation: row('generation', '+', 1)
		}))
		.where('id', '=', id)
		.where('status', 'in', ['failed', 'partial'])
		.executeTakeFirst();
	if (retried.numUpdatedRows === 1n) {
		await tx.deleteFrom('stages').where('workflowId', '=', id).where('status', '!=', 'succeeded').execute();
	}
	return readWorkflow(tx, id);
}

async function readWorkflow(tx: LedgerTransaction, id: string): Promise<Workflow | undefined> {
	const row = await tx.selectFrom('workflows').select(workflowColumns).where('id', '=', id).executeTakeFirst();
	return row && toWorkflow(row);
}
