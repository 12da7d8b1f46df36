import type { StoredDocument } from '#lib/ledger/DocumentStore';
import { CancelRequested } from '#lib/ledger/errors';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { FinalStatus } from '#lib/workflow/status';
import type { Reason } from '#lib/workflow/workflow';
import type { Claim } from './claim.js';
import { fence } from './fence.js';
import { putIntoOutbox } from './putIntoOutbox.js';
import { recordArtifact } from './recordArtifact.js';
import { settleRunningStages } from './settleRunningStages.js';

export interface Finish {
	readonly status: FinalStatus;
	readonly reason: Reason | undefined;
	/** A Report. */
	readonly report: StoredDocument;
}

/**
 * Ends a workflow and stores its report with it.
 *
 * @throws {CancelRequested} unless it ends as `cancelled`: who asks for a cancellation before the end gets it.
 */
export async function finish(tx: LedgerTransaction, claim: Claim, { status, reason, report }: Finish, now: number): Promise<void> {
	await fence(tx, claim, now, 'progress');
	const { id } = claim.workflow;
	await recordArtifact(tx, id, report.artifact, now);
	const finished = await tx
		.updateTable('workflows')
		.set({
			status,
			reasonJson: reason ? JSON.stringify(reason) : null,
			report: report.column,
			owner: null,
			leaseUntil: 0,
			finishedAt: now
		})
		.where('id', '=', id)
		.$if(status !== 'cancelled', (query) => query.where('cancelRequestedAt', 'is', null))
		.executeTakeFirst();
	if (finished.numUpdatedRows !== 1n) throw new CancelRequested(id);
	await settleRunningStages(tx, id);
	await putResultIntoOutbox(tx, claim, now);
}

/** Where somebody waits for the result. What an earlier generation came to and nobody has seen yet makes room for it. */
async function putResultIntoOutbox(tx: LedgerTransaction, { workflow: { id, generation } }: Claim, now: number): Promise<void> {
	const request = await tx.selectFrom('requests').select('workflowId').where('workflowId', '=', id).executeTakeFirst();
	if (!request) return;
	await tx
		.deleteFrom('outbox')
		.where('workflowId', '=', id)
		.where('kind', '=', 'result')
		.where('status', 'in', ['pending', 'held'])
		.execute();
	await putIntoOutbox(tx, { workflowId: id, kind: 'result', payload: { generation } }, now);
}
