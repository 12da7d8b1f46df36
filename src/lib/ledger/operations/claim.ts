import { toWorkflow, workflowColumns } from '#lib/ledger/rows';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Workflow } from '#lib/workflow/workflow';

/** The right to write for a workflow: good until the lease ends or the workflow is claimed again. */
export interface Claim {
	readonly workflow: Workflow;
	readonly epoch: number;
	readonly owner: string;
	/** Claims in a row, this one included, that took over from an owner who died or fell silent without any progress. */
	readonly crashes: number;
}

export interface Claimant {
	/** The instance that wants to run it. */
	readonly owner: string;
	readonly leaseMs: number;
	/** Instances that are known to be dead: their leases count no more. */
	readonly deadOwners: ReadonlySet<string>;
}

/** Takes a workflow over if it is free: queued, or running under somebody who is dead or whose lease has ended. Else `undefined`. */
export async function claim(tx: LedgerTransaction, id: string, claimant: Claimant, now: number): Promise<Claim | undefined> {
	const row = await tx
		.selectFrom('workflows')
		.select(['status', 'owner', 'leaseUntil', 'epoch', 'revision', 'claimedRevision', 'crashes', 'startedAt'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row || !isFree(row, claimant, now)) return undefined;
	const crashes = crashesUntilNow(row, claimant);
	const epoch = row.epoch + 1;
	const claimed = await tx
		.updateTable('workflows')
		.set({
			status: 'running',
			owner: claimant.owner,
			epoch,
			leaseUntil: now + claimant.leaseMs,
			claimedRevision: row.revision,
			crashes,
			startedAt: row.startedAt ?? now
		})
		.where('id', '=', id)
		.where('epoch', '=', row.epoch)
		.returning(workflowColumns)
		.executeTakeFirst();
	return claimed && { workflow: toWorkflow(claimed), epoch, owner: claimant.owner, crashes };
}

interface Claimed {
	readonly status: string;
	readonly owner: string | null;
	readonly leaseUntil: number;
	readonly revision: number;
	readonly claimedRevision: number;
	readonly crashes: number;
}

function isFree(row: Claimed, claimant: Claimant, now: number): boolean {
	if (row.status === 'queued') return true;
	if (row.status !== 'running') return false;
	return row.owner === null || Number(row.leaseUntil) <= now || claimant.deadOwners.has(row.owner);
}

/** An owner who takes its own workflow back has slept, not died. */
function crashesUntilNow(row: Claimed, claimant: Claimant): number {
	const progressed = row.revision !== row.claimedRevision;
	const died = row.status === 'running' && row.owner !== claimant.owner;
	return (progressed ? 0 : row.crashes) + (died ? 1 : 0);
}
