import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Vote } from '#lib/workflow/vote';

/** What a member thinks of a result; a second vote takes the place of the first. */
export async function putVote(tx: LedgerTransaction, workflowId: string, userId: string, vote: Vote, now: number): Promise<void> {
	await tx
		.insertInto('votes')
		.values({ workflowId, userId, vote, at: now })
		.onConflict((conflict) => conflict.columns(['workflowId', 'userId']).doUpdateSet({ vote, at: now }))
		.execute();
}
