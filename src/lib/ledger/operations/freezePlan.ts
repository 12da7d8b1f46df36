import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Plan } from '#lib/workflow/plan';
import type { Claim } from './claim.js';
import { fence } from './fence.js';

/** Stores what this generation of a workflow consists of. */
export async function freezePlan(tx: LedgerTransaction, claim: Claim, plan: Plan, now: number): Promise<void> {
	await fence(tx, claim, now, 'no-progress');
	await tx
		.updateTable('workflows')
		.set({ planJson: JSON.stringify(plan) })
		.where('id', '=', claim.workflow.id)
		.execute();
}
