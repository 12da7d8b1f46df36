import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Reason } from '#lib/workflow/workflow';
import type { Claim } from './claim.js';
import { fence } from './fence.js';
import { settleRunningStages } from './settleRunningStages.js';

/** Gives a workflow back before its end: `queued`, for anybody to go on at once, or `parked`, until somebody says `resume`. */
export async function letGo(
	tx: LedgerTransaction,
	claim: Claim,
	to: { readonly status: 'queued' } | { readonly status: 'parked'; readonly reason: Reason },
	now: number
): Promise<void> {
	await fence(tx, claim, now, 'no-progress');
	await tx
		.updateTable('workflows')
		.set({ status: to.status, owner: null, leaseUntil: 0, reasonJson: to.status === 'parked' ? JSON.stringify(to.reason) : null })
		.where('id', '=', claim.workflow.id)
		.execute();
	await settleRunningStages(tx, claim.workflow.id);
}
