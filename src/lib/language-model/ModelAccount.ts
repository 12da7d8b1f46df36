import type { EmbeddingAccount } from '#lib/knowledge/Embedder';
import type { SpendSettlement } from '#lib/ledger/operations/settleSpend';
import type { ReachedBudget } from '#lib/workflow/spend';
import type { ModelReply } from './ModelReply.js';

/** Who pays for a question and keeps its answer: a stage of a claimed workflow, or somebody who asks outside of any. */
export interface ModelAccount<Answer = ModelReply> extends EmbeddingAccount {
	readonly workflowId: string;
	/** Names a question of this account to the outside, the same for every attempt at it. */
	idempotencyKey(question: string): string;
	/** The answer that was paid for before. */
	recall(question: string): Promise<Answer | undefined>;
	/** The cost and the answer, together. */
	keep(question: string, settlement: SpendSettlement, answer: Answer): Promise<void>;
	/** The budget that has no room for an amount now. */
	reached(nanoUsd: number): Promise<ReachedBudget | undefined>;
}
