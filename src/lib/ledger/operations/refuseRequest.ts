import { workflowColumns } from '#lib/ledger/rows';
import type { LedgerTransaction } from '#lib/ledger/schema';
import { readIntake } from './intake.js';

export interface RequestLimits {
	/** Workflows that one person may have waiting and running. */
	readonly perUser: number;
	/** How long one person has to wait between two requests, in milliseconds. */
	readonly cooldownMs: number;
}

/** Why something is not done. Times are milliseconds since 1970. */
export type Refusal =
	| { readonly code: 'paused'; readonly note?: string }
	| { readonly code: 'quota'; readonly open: readonly string[] }
	| { readonly code: 'cooldown'; readonly until: number };

/** Why nothing more is done for a person now, whether it is new or tried again. `open`: see listOpen. */
export async function refuseRequest(
	tx: LedgerTransaction,
	userId: string,
	open: readonly { readonly id: string }[],
	limits: RequestLimits,
	now: number
): Promise<Refusal | undefined> {
	return (await refuseIntake(tx)) ?? refuseMany(open, limits) ?? (await refuseHaste(tx, userId, limits, now));
}

/** What a person has waiting and running, oldest first. What is being cancelled does not count. */
export function listOpen(tx: LedgerTransaction, userId: string) {
	return tx
		.selectFrom('workflows')
		.innerJoin('requests', 'requests.workflowId', 'workflows.id')
		.select(workflowColumns.map((column) => `workflows.${column}` as const))
		.select('requests.digest')
		.where('requests.userId', '=', userId)
		.where('workflows.status', 'in', ['queued', 'running'])
		.where('workflows.cancelRequestedAt', 'is', null)
		.orderBy('workflows.acceptedAt')
		.execute();
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
		.select((row) => row.fn.max(row.fn.coalesce('retriedAt', 'createdAt')).as('at'))
		.where('userId', '=', userId)
		.executeTakeFirst();
	const until = Number(last?.at ?? 0) + cooldownMs;
	return until > now ? { code: 'cooldown', until } : undefined;
}
