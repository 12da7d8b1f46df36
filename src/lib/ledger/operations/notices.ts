/** What the operator has been told and need not hear again for a while: rows of `state`, each with the time until which it is kept quiet. */
import { sql } from 'kysely';
import type { LedgerTransaction } from '#lib/ledger/schema';

const prefix = 'notice/';

/** Whoever began to tell and has not come back to say so by then has died. Milliseconds. */
const tellingMs = 60_000;

export const serverBudgetNotice = (serverId: string) => `budget/${serverId}`;

/** Takes it upon the caller to tell something now. `false`: it was told, or somebody else is telling it. */
export async function takeNotice(tx: LedgerTransaction, name: string, now: number): Promise<boolean> {
	await expireNotices(tx, now);
	const { numInsertedOrUpdatedRows } = await tx
		.insertInto('state')
		.values({ key: prefix + name, value: JSON.stringify(now + tellingMs) })
		.onConflict((conflict) => conflict.column('key').doNothing())
		.executeTakeFirstOrThrow();
	return numInsertedOrUpdatedRows === 1n;
}

/** It was told: it is kept quiet until then. */
export async function keepQuiet(tx: LedgerTransaction, name: string, until: number): Promise<void> {
	await tx
		.updateTable('state')
		.set({ value: JSON.stringify(until) })
		.where('key', '=', prefix + name)
		.execute();
}

export async function forgetNotice(tx: LedgerTransaction, name: string): Promise<void> {
	await tx
		.deleteFrom('state')
		.where('key', '=', prefix + name)
		.execute();
}

/** Whose time is over can be told again. */
export async function expireNotices(tx: LedgerTransaction, now: number): Promise<void> {
	await tx.deleteFrom('state').where('key', 'like', `${prefix}%`).where(sql<number>`cast(value as integer)`, '<=', now).execute();
}
