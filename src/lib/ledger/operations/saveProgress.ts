import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Claim } from './claim.js';
import { fence } from './fence.js';

export interface StageProgress {
	/** 0 to 1. */
	readonly progress: number;
	readonly note: string | undefined;
}

/** Says how far stages are, for those who look from outside. */
export async function saveProgress(
	tx: LedgerTransaction,
	claim: Claim,
	stages: ReadonlyMap<string, StageProgress>,
	now: number
): Promise<void> {
	await fence(tx, claim, now, 'no-progress');
	for (const [stage, { progress, note }] of stages) {
		await tx
			.updateTable('stages')
			.set({ progress, note: note ?? null })
			.where('workflowId', '=', claim.workflow.id)
			.where('stage', '=', stage)
			.where('status', '=', 'running')
			.execute();
	}
}
