import type { StoredDocument } from '#lib/ledger/DocumentStore';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { SectionHead } from '#lib/workflow/checkpoint';
import type { Json } from '#lib/workflow/json';
import type { KnowledgeDocument } from '#lib/workflow/knowledge';
import type { Claim } from './claim.js';
import { fence } from './fence.js';
import { indexDocuments } from './indexDocuments.js';
import { putIntoOutbox } from './putIntoOutbox.js';
import { recordArtifact } from './recordArtifact.js';
import { resetStages, type StageReset } from './resetStages.js';

export interface StageCommit {
	readonly stage: string;
	readonly version: number;
	/** A Checkpoint. */
	readonly checkpoint: StoredDocument;
	readonly head: SectionHead | undefined;
	/** What the stage emitted: becomes visible together with its checkpoint. */
	readonly deliveries: readonly Json[];
	/** What it learned: findable from then on, in place of what an earlier run of it did. */
	readonly documents?: readonly KnowledgeDocument[];
	/** Attempts that ended since the stage was started. */
	readonly attempts: number;
	readonly durationMs: number;
	/** Checkpoints of an earlier generation that were made without this one. */
	readonly outdates?: readonly StageReset[];
}

/** Stores the checkpoint of a stage and everything that becomes visible by it, all or nothing. */
export async function commitStage(tx: LedgerTransaction, claim: Claim, commit: StageCommit, now: number): Promise<void> {
	await fence(tx, claim, now, 'progress');
	await recordArtifact(tx, claim.workflow.id, commit.checkpoint.artifact, now);
	const { numUpdatedRows } = await tx
		.updateTable('stages')
		.set((row) => ({
			status: 'succeeded' as const,
			version: commit.version,
			attempts: row('attempts', '+', commit.attempts),
			progress: 1,
			note: null,
			reasonJson: null,
			checkpoint: commit.checkpoint.column,
			headJson: commit.head === undefined ? null : JSON.stringify(commit.head),
			finishedAt: now,
			durationMs: commit.durationMs
		}))
		.where('workflowId', '=', claim.workflow.id)
		.where('stage', '=', commit.stage)
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw new Error(`${commit.stage} has ended without having been started`);
	await indexDocuments(tx, claim.workflow.id, commit.stage, commit.documents ?? []);
	if (commit.outdates?.length) await resetStages(tx, claim, commit.outdates, now);
	for (const payload of commit.deliveries) {
		await putIntoOutbox(tx, { workflowId: claim.workflow.id, stage: commit.stage, kind: 'message', payload }, now);
	}
}
