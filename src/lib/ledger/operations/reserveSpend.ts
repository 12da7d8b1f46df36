import { randomUUID } from 'node:crypto';
import type { LedgerTransaction } from '#lib/ledger/schema';
import { monthOf } from '#lib/workflow/month';
import type { Budgets, ReachedBudget } from '#lib/workflow/spend';
import type { Claim } from './claim.js';
import { fence } from './fence.js';

export interface SpendRequest {
	readonly stage: string;
	/** The Discord server that the workflow was asked for in. */
	readonly serverId?: string | undefined;
	readonly model: string;
	/** Whether `nanoUsd` is a price, or only what its tokens count as. */
	readonly priced: boolean;
	/** The most that the call can cost, in billionths of a US dollar: a whole number. */
	readonly nanoUsd: number;
	readonly budgets: Budgets;
}

export type SpendAnswer = { readonly reservation: string } | { readonly reached: ReachedBudget };

/**
 * Sets aside the most that a call can cost, unless that might exceed a budget. Nobody else can spend it in between: this is one
 * transaction. A reservation that is never settled, because its process was killed, keeps counting in full: the call may have been billed.
 */
export async function reserveSpend(tx: LedgerTransaction, claim: Claim, request: SpendRequest, now: number): Promise<SpendAnswer> {
	await fence(tx, claim, now, 'no-progress');
	return setAside(tx, claim.workflow.id, request, now);
}

/** The same without a claim, for a question that somebody asks outside of any workflow: its own id stands where a workflow's would. */
export async function setAside(tx: LedgerTransaction, workflowId: string, request: SpendRequest, now: number): Promise<SpendAnswer> {
	const reached = await reachedBudget(tx, workflowId, request, now);
	if (reached !== undefined) return { reached };
	const reservation = randomUUID();
	await tx
		.insertInto('spend')
		.values({
			id: reservation,
			workflowId,
			stage: request.stage,
			serverId: request.serverId ?? null,
			month: monthOf(now),
			model: request.model,
			priced: request.priced ? 1 : 0,
			state: 'reserved',
			nanoUsd: request.nanoUsd,
			inputTokens: null,
			outputTokens: null,
			reservedAt: now,
			settledAt: null
		})
		.execute();
	return { reservation };
}

/** The first budget that has no room for an amount. */
export async function reachedBudget(
	db: Pick<LedgerTransaction, 'selectFrom'>,
	workflowId: string,
	{ budgets, serverId, nanoUsd }: Pick<SpendRequest, 'budgets' | 'serverId' | 'nanoUsd'>,
	now: number
): Promise<ReachedBudget | undefined> {
	const month = monthOf(now);
	const sum = () => db.selectFrom('spend').select((row) => row.fn.sum<number | bigint | null>('nanoUsd').as('nanoUsd'));
	const missing = async (query: ReturnType<typeof sum>, budget: number) =>
		Number((await query.executeTakeFirstOrThrow()).nanoUsd ?? 0) + nanoUsd - budget;
	const ofWorkflow = await missing(sum().where('workflowId', '=', workflowId), budgets.workflow);
	if (ofWorkflow > 0) return { budget: 'workflow', missing: ofWorkflow };
	const ofMonth = await missing(sum().where('month', '=', month), budgets.month);
	if (ofMonth > 0) return { budget: 'month', missing: ofMonth };
	if (serverId === undefined || budgets.serverMonth === undefined) return undefined;
	const ofServer = await missing(sum().where('month', '=', month).where('serverId', '=', serverId), budgets.serverMonth);
	return ofServer > 0 ? { budget: 'serverMonth', missing: ofServer } : undefined;
}
