import { LeaseLost } from '#lib/ledger/errors';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Claim } from './claim.js';

/**
 * Every write of an engine begins here: it fails unless the claim is still the newest one and its lease still runs. `progress` is what
 * the crash budget is measured by: raise the revision only where work was completed.
 *
 * @throws {LeaseLost}
 */
export async function fence(tx: LedgerTransaction, claim: Claim, now: number, progress: 'progress' | 'no-progress'): Promise<void> {
	const { numUpdatedRows } = await tx
		.updateTable('workflows')
		.set((row) => ({ revision: row('revision', '+', progress === 'progress' ? 1 : 0) }))
		.where('id', '=', claim.workflow.id)
		.where('epoch', '=', claim.epoch)
		.where('owner', '=', claim.owner)
		.where('status', '=', 'running')
		.where('leaseUntil', '>', now)
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw new LeaseLost(claim.workflow.id);
}
