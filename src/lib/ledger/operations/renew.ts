import { LeaseLost } from '#lib/ledger/errors';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Claim } from './claim.js';

/**
 * Extends the lease of a claim. Answers whether somebody has asked for the workflow to be cancelled.
 *
 * @throws {LeaseLost}
 */
export async function renew(
	tx: LedgerTransaction,
	claim: Claim,
	leaseMs: number,
	now: number
): Promise<{ readonly cancelRequested: boolean }> {
	const row = await tx
		.updateTable('workflows')
		.set({ leaseUntil: now + leaseMs })
		.where('id', '=', claim.workflow.id)
		.where('epoch', '=', claim.epoch)
		.where('owner', '=', claim.owner)
		.where('status', '=', 'running')
		.where('leaseUntil', '>', now)
		.returning('cancelRequestedAt')
		.executeTakeFirst();
	if (!row) throw new LeaseLost(claim.workflow.id);
	return { cancelRequested: row.cancelRequestedAt !== null };
}
