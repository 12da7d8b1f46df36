import { newWorkflowId } from '#lib/ledger/newWorkflowId';
import { toWorkflow, workflowColumns } from '#lib/ledger/rows';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Source } from '#lib/workflow/source';
import type { Workflow, WorkflowOptions } from '#lib/workflow/workflow';
import { putRequest } from './putRequest.js';

export interface WorkflowRequest {
	readonly kind: string;
	readonly depth: string;
	readonly source: Source;
	readonly options: WorkflowOptions;
	/** Two requests with the same key are one workflow: for callers that may ask twice without knowing. */
	readonly requestKey?: string;
	/** Nobody asks for it on Discord, and its result goes to the operator's webhook all the same. */
	readonly headless?: boolean;
}

/** Stores a workflow as `queued`, or finds the one that the same request made before. */
export async function accept(tx: LedgerTransaction, request: WorkflowRequest, now: number): Promise<Workflow> {
	if (request.requestKey !== undefined) {
		const known = await tx.selectFrom('workflows').select(workflowColumns).where('requestKey', '=', request.requestKey).executeTakeFirst();
		if (known) return toWorkflow(known);
	}
	const row = await tx
		.insertInto('workflows')
		.values({
			id: newWorkflowId(),
			requestKey: request.requestKey ?? null,
			kind: request.kind,
			depth: request.depth,
			sourceJson: JSON.stringify(request.source),
			optionsJson: JSON.stringify(request.options),
			status: 'queued',
			reasonJson: null,
			generation: 1,
			planJson: null,
			epoch: 0,
			owner: null,
			leaseUntil: 0,
			revision: 0,
			claimedRevision: 0,
			crashes: 0,
			cancelRequestedAt: null,
			report: null,
			acceptedAt: now,
			startedAt: null,
			finishedAt: null
		})
		.returning(workflowColumns)
		.executeTakeFirstOrThrow();
	if (request.headless) await putRequest(tx, { workflowId: row.id, private: false, context: 'headless' }, now);
	return toWorkflow(row);
}
