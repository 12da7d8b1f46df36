import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Claim } from './claim.js';
import { fence } from './fence.js';
import { indexDocuments } from './indexDocuments.js';

export interface StageReset {
	readonly stage: string;
	/** The version that will run: steps of others no longer count. */
	readonly version: number;
	/** For the report: why the stage runs again. */
	readonly remark: string;
}

/** Takes checkpoints back, so that their stages run again. */
export async function resetStages(tx: LedgerTransaction, claim: Claim, resets: readonly StageReset[], now: number): Promise<void> {
	await fence(tx, claim, now, 'no-progress');
	for (const { stage, version, remark } of resets) {
		await tx
			.updateTable('stages')
			.set({ status: 'pending', checkpoint: null, reasonJson: null, progress: 0, note: null, remarksJson: JSON.stringify([remark]) })
			.where('workflowId', '=', claim.workflow.id)
			.where('stage', '=', stage)
			.execute();
		await indexDocuments(tx, claim.workflow.id, stage, []);
		await tx
			.deleteFrom('steps')
			.where('workflowId', '=', claim.workflow.id)
			.where('stage', '=', stage)
			.where('version', '!=', version)
			.execute();
	}
}
