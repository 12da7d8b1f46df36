import type { LedgerTransaction } from '#lib/ledger/schema';
import type { UnusedFile } from '#lib/workflow/forgetting';
import { deleteWorkflows } from './deleteWorkflows.js';

export interface Expired {
	readonly workflows: readonly string[];
	readonly files: readonly UnusedFile[];
}

/**
 * Deletes workflows that were over before a time, oldest first, `limit` of them: those whose results were all delivered before it, too.
 * What was never delivered is kept.
 */
export async function deleteExpired(tx: LedgerTransaction, before: number, limit: number): Promise<Expired> {
	const rows = await tx
		.selectFrom('workflows')
		.select('id')
		.where('status', 'in', ['succeeded', 'partial', 'failed', 'cancelled'])
		.where('finishedAt', '<', before)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('outbox')
						.select('outbox.id')
						.whereRef('outbox.workflowId', '=', 'workflows.id')
						.where((row) => row.or([row('outbox.status', '!=', 'delivered'), row('outbox.deliveredAt', '>=', before)]))
				)
			)
		)
		.orderBy('finishedAt')
		.limit(limit)
		.execute();
	const workflows = rows.map(({ id }) => id);
	return { workflows, files: await deleteWorkflows(tx, workflows) };
}
