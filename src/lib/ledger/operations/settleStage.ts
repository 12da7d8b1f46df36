import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Reason } from '#lib/workflow/workflow';
import type { Claim } from './claim.js';
import { fence } from './fence.js';

export interface StageSettlement {
	readonly stage: string;
	readonly version: number;
	readonly status: 'skipped' | 'failed';
	readonly reason: Reason;
	/** Attempts that ended since the stage was started. */
	readonly attempts: number;
	readonly durationMs: number;
}

/** Says that a stage ended without an output. It need not have been started. */
export async function settleStage(tx: LedgerTransaction, claim: Claim, settlement: StageSettlement, now: number): Promise<void> {
	await fence(tx, claim, now, 'progress');
	const settled = {
		status: settlement.status,
		version: settlement.version,
		note: null,
		reasonJson: JSON.stringify(settlement.reason),
		checkpoint: null,
		finishedAt: now,
		durationMs: settlement.durationMs
	};
	await tx
		.insertInto('stages')
		.values({
			workflowId: claim.workflow.id,
			stage: settlement.stage,
			attempts: settlement.attempts,
			progress: 0,
			remarksJson: '[]',
			startedAt: null,
			...settled
		})
		.onConflict((conflict) =>
			conflict.columns(['workflowId', 'stage']).doUpdateSet((row) => ({
				...settled,
				attempts: row('stages.attempts', '+', settlement.attempts)
			}))
		)
		.execute();
}
