import { toRequest, toWorkflow, workflowColumns } from '#lib/ledger/rows';
import type { LedgerDatabase } from '#lib/ledger/schema';
import type { Attachment } from '#lib/workflow/attachment';
import type { RequestRecord } from '#lib/workflow/request';
import type { WorkflowStatus } from '#lib/workflow/status';
import type { Workflow } from '#lib/workflow/workflow';

export interface OwnWorkflowsFilter {
	readonly statuses?: readonly WorkflowStatus[];
	readonly limit: number;
}

/** What a person has asked for, the newest first. */
export async function listOwnWorkflows(
	db: LedgerDatabase,
	userId: string,
	{ statuses, limit }: OwnWorkflowsFilter
): Promise<readonly Workflow[]> {
	const rows = await db
		.selectFrom('requests')
		.innerJoin('workflows', 'workflows.id', 'requests.workflowId')
		.select(workflowColumns.map((column) => `workflows.${column}` as const))
		.where('requests.userId', '=', userId)
		.$if(statuses !== undefined, (query) => query.where('workflows.status', 'in', statuses ?? []))
		.orderBy('requests.createdAt', 'desc')
		.orderBy('workflows.id')
		.limit(limit)
		.execute();
	return rows.map(toWorkflow);
}

/** A request whose first answer is not known to have arrived. */
export interface UnansweredRequest {
	readonly request: RequestRecord;
	/** The instance that was going to answer it. */
	readonly acceptedBy: string | null;
	/** It was asked for once before, and has something to show. */
	readonly retried: boolean;
}

export async function listUnanswered(db: LedgerDatabase): Promise<readonly UnansweredRequest[]> {
	const rows = await db
		.selectFrom('requests')
		.innerJoin('workflows', 'workflows.id', 'requests.workflowId')
		.selectAll('requests')
		.select('workflows.generation')
		.where('workflows.status', '=', 'queued')
		.where('requests.interactionId', 'is not', null)
		.where('requests.acknowledgedAt', 'is', null)
		.execute();
	return rows.map((row) => ({ request: toRequest(row), acceptedBy: row.acceptedBy, retried: row.generation > 1 }));
}

/** A file that has to be stored before its workflow can begin. */
export interface WaitingAttachment {
	readonly workflowId: string;
	readonly attachment: Attachment;
	/** The instance that was going to store it. */
	readonly acceptedBy: string | null;
	/** Milliseconds since 1970. */
	readonly since: number;
}

export async function listWaitingAttachments(db: LedgerDatabase): Promise<readonly WaitingAttachment[]> {
	const rows = await db
		.selectFrom('requests')
		.select(['workflowId', 'attachmentJson', 'acceptedBy', 'createdAt'])
		.where('attachmentJson', 'is not', null)
		.where('acknowledgedAt', 'is not', null)
		.execute();
	return rows.map(({ workflowId, attachmentJson, acceptedBy, createdAt }) => ({
		workflowId,
		attachment: JSON.parse(attachmentJson ?? 'null'),
		acceptedBy,
		since: Number(createdAt)
	}));
}
