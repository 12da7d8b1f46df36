import type { EmbeddingAccount } from '#lib/knowledge/Embedder';
import type { SpendSettlement } from '#lib/ledger/operations/settleSpend';
import type { ReachedBudget } from '#lib/workflow/spend';
import type { ModelReply } from './ModelReply.js';

/** Who pays for a question and keeps its answer: a stage of a claimed workflow, or somebody who asks outside of any. */
export interface ModelAccount extends EmbeddingAccount {
	readonly workflowId: string;
	/** Names a question of this account to the outside, the same for every attempt at it. */
	idempotencyKey(question: string): string;
	/** The answer that was paid for before. */
	recall(question: string): Promise<ModelReply | undefined>;
	/** The cost and the answer, together. */
	keep(question: string, settlement: SpendSettlement, reply: ModelReply): Promise<void>;
	/** The budget that has no room for an amount now. */
	reached(nanoUsd: number): Promise<ReachedBudget | undefined>;
}
