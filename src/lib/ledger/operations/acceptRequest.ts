import { toWorkflow, workflowColumns } from '#lib/ledger/rows';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Attachment } from '#lib/workflow/attachment';
import type { Workflow } from '#lib/workflow/workflow';
import { accept, type WorkflowRequest } from './accept.js';
import { type NewRequest, putRequest } from './putRequest.js';
import { listOpen, type Refusal, type RequestLimits, refuseRequest } from './refuseRequest.js';

/** What a person asks for, and where. */
export interface NewRun {
	readonly workflow: Omit<WorkflowRequest, 'requestKey'>;
	readonly request: Omit<NewRequest, 'workflowId'> & { readonly interactionId: string; readonly userId: string };
	/** The same for two requests that come to the same work for the same person. */
	readonly digest: string;
	/** A file of the message, which has to be stored before the workflow can begin. */
	readonly attachment?: Attachment;
	/** The process that is going to answer the interaction. */
	readonly instance: string;
}

/**
 * `again`: this very interaction was accepted before. `identical`: the person has the same work under way already. Both come with that
 * workflow.
 */
export type Acceptance =
	| { readonly outcome: 'accepted' | 'again' | 'identical'; readonly workflow: Workflow }
	| { readonly outcome: 'refused'; readonly refusal: Refusal };

/** Accepts what somebody asked for on Discord, unless it was accepted before or they have to wait. */
export async function acceptRequest(tx: LedgerTransaction, run: NewRun, limits: RequestLimits, now: number): Promise<Acceptance> {
	const { request, digest } = run;
	const before = await tx
		.selectFrom('workflows')
		.innerJoin('requests', 'requests.workflowId', 'workflows.id')
		.select(workflowColumns.map((column) => `workflows.${column}` as const))
		.where('requests.interactionId', '=', request.interactionId)
		.executeTakeFirst();
	if (before) return { outcome: 'again', workflow: toWorkflow(before) };
	const open = await listOpen(tx, request.userId);
	const same = open.find((row) => row.digest === digest);
	if (same) return { outcome: 'identical', workflow: toWorkflow(same) };
	const refusal = await refuseRequest(tx, request.userId, open, limits, now);
	if (refusal) return { outcome: 'refused', refusal };
	const workflow = await accept(tx, run.workflow, now);
	await putRequest(tx, { ...request, workflowId: workflow.id }, now, { digest, acceptedBy: run.instance, attachment: run.attachment });
	return { outcome: 'accepted', workflow };
}
