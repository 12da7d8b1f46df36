import { toWorkflow, workflowColumns } from '#lib/ledger/rows';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Attachment } from '#lib/workflow/attachment';
import type { Workflow } from '#lib/workflow/workflow';
import { accept, type WorkflowRequest } from './accept.js';
import { readIntake } from './intake.js';
import { type NewRequest, putRequest } from './putRequest.js';

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

export interface RequestLimits {
	/** Workflows that one person may have waiting and running. */
	readonly perUser: number;
	/** How long one person has to wait between two requests, in milliseconds. */
	readonly cooldownMs: number;
}

/** Why nothing was accepted. Times are milliseconds since 1970. */
export type Refusal =
	| { readonly code: 'paused'; readonly note?: string }
	| { readonly code: 'quota'; readonly open: readonly string[] }
	| { readonly code: 'cooldown'; readonly until: number };

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
	const [before] = await workflowsOf(tx, run).where('requests.interactionId', '=', request.interactionId).execute();
	if (before) return { outcome: 'again', workflow: toWorkflow(before) };
	const open = await workflowsOf(tx, run)
		.where('requests.userId', '=', request.userId)
		.where('workflows.status', 'in', ['queued', 'running'])
		.where('workflows.cancelRequestedAt', 'is', null)
		.orderBy('workflows.acceptedAt')
		.execute();
	const same = open.find((row) => row.digest === digest);
	if (same) return { outcome: 'identical', workflow: toWorkflow(same) };
	const refusal = (await refuseIntake(tx)) ?? refuseMany(open, limits) ?? (await refuseHaste(tx, request.userId, limits, now));
	if (refusal) return { outcome: 'refused', refusal };
	const workflow = await accept(tx, run.workflow, now);
	await putRequest(tx, { ...request, workflowId: workflow.id }, now, { digest, acceptedBy: run.instance, attachment: run.attachment });
	return { outcome: 'accepted', workflow };
}

function workflowsOf(tx: LedgerTransaction, _run: NewRun) {
	return tx
		.selectFrom('workflows')
		.innerJoin('requests', 'requests.workflowId', 'workflows.id')
		.select(workflowColumns.map((column) => `workflows.${column}` as const))
		.select('requests.digest');
}

async function refuseIntake(tx: LedgerTransaction): Promise<Refusal | undefined> {
	const intake = await readIntake(tx);
	if (intake === undefined) return undefined;
	return { code: 'paused', ...(intake.note === undefined ? {} : { note: intake.note }) };
}

function refuseMany(open: readonly { readonly id: string }[], { perUser }: RequestLimits): Refusal | undefined {
	return open.length < perUser ? undefined : { code: 'quota', open: open.map(({ id }) => id) };
}

async function refuseHaste(
	tx: LedgerTransaction,
	userId: string,
	{ cooldownMs }: RequestLimits,
	now: number
): Promise<Refusal | undefined> {
	if (cooldownMs === 0) return undefined;
	const last = await tx
		.selectFrom('requests')
		.select((row) => row.fn.max('createdAt').as('at'))
		.where('userId', '=', userId)
		.executeTakeFirst();
	const until = Number(last?.at ?? 0) + cooldownMs;
	return until > now ? { code: 'cooldown', until } : undefined;
}
