import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Claim } from './claim.js';
import { fence } from './fence.js';

/** Says that a stage is being worked on. */
export async function startStage(
	tx: LedgerTransaction,
	claim: Claim,
	stage: { readonly name: string; readonly version: number },
	now: number
): Promise<void> {
	await fence(tx, claim, now, 'no-progress');
	const running = { status: 'running', version: stage.version, progress: 0, note: null, startedAt: now, finishedAt: null } as const;
	await tx
		.insertInto('stages')
		.values({
			workflowId: claim.workflow.id,
			stage: stage.name,
			attempts: 0,
			reasonJson: null,
			remarksJson: '[]',
			checkpoint: null,
			durationMs: 0,
			...running
		})
		.onConflict((conflict) => conflict.columns(['workflowId', 'stage']).doUpdateSet({ ...running, checkpoint: null, reasonJson: null }))
		.execute();
}
