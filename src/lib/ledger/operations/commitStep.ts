import type { StoredDocument } from '#lib/ledger/DocumentStore';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Claim } from './claim.js';
import { fence } from './fence.js';
import { recordArtifact } from './recordArtifact.js';

export interface StepAddress {
	readonly stage: string;
	readonly version: number;
	readonly step: string;
}

/** Stores the value of a step for good. */
export async function commitStep(
	tx: LedgerTransaction,
	claim: Claim,
	step: StepAddress,
	value: StoredDocument,
	now: number
): Promise<void> {
	await fence(tx, claim, now, 'progress');
	await recordArtifact(tx, claim.workflow.id, value.artifact, now);
	const row = { version: step.version, value: value.column, committedAt: now };
	await tx
		.insertInto('steps')
		.values({ workflowId: claim.workflow.id, stage: step.stage, step: step.step, ...row })
		.onConflict((conflict) => conflict.columns(['workflowId', 'stage', 'step']).doUpdateSet(row))
		.execute();
}
