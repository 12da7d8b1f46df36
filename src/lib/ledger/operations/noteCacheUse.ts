import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Claim } from './claim.js';
import { fence } from './fence.js';

/** Notes that a workflow has to do with a value that workflows share: the value goes when the last of them does. */
export async function noteCacheUse(tx: LedgerTransaction, claim: Claim, key: string, now: number): Promise<void> {
	await fence(tx, claim, now, 'no-progress');
	await tx
		.insertInto('cacheUses')
		.values({ workflowId: claim.workflow.id, key })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
