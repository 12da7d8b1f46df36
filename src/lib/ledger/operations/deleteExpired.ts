import type { LedgerTransaction } from '#lib/ledger/schema';
import type { UnusedFile } from '#lib/workflow/forgetting';
import { deleteWorkflows } from './deleteWorkflows.js';

export interface Expired {
	readonly workflows: readonly string[];
	readonly files: readonly UnusedFile[];
}

export interface Expiry {
	/** Milliseconds since 1970. */
	readonly before: number;
	/** Only what was asked for in this server. */
	readonly serverId?: string;
	readonly limit: number;
}

/**
 * Deletes workflows that were over before a time, oldest first, `limit` of them: those whose results were all delivered before it, too.
 * What was never delivered is kept.
 */
export async function deleteExpired(tx: LedgerTransaction, { before, serverId, limit }: Expiry): Promise<Expired> {
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
		.$if(serverId !== undefined, (query) =>
			query.where('id', 'in', (row) =>
				row
					.selectFrom('requests')
					.select('workflowId')
					.where('serverId', '=', serverId ?? '')
			)
		)
		.orderBy('finishedAt')
		.limit(limit)
		.execute();
	const workflows = rows.map(({ id }) => id);
	return { workflows, files: await deleteWorkflows(tx, workflows) };
}
