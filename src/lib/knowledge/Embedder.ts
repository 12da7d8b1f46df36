import type { SpendAnswer, SpendRequest } from '#lib/ledger/operations/reserveSpend';
import type { SpendSettlement } from '#lib/ledger/operations/settleSpend';
import type { BudgetName } from '#lib/workflow/spend';

/** Turns texts into vectors. Texts that say the same have vectors that lie near each other, whatever their words and languages. */
export interface Embedder {
	/** The model and where it runs: vectors of different ones cannot be compared. */
	readonly identity: string;
	/** How many numbers its vectors have; `undefined`: it has not answered yet. */
	readonly dimensions: number | undefined;
	/** Throws only the reason of `signal`, and what the account throws. */
	embed(texts: readonly string[], account: EmbeddingAccount, signal: AbortSignal): Promise<Embedded>;
}

/** Who pays for a call. */
export interface EmbeddingAccount {
	/** What the account is of, and so what its own budget is for. */
	readonly of: 'workflow' | 'question';
	reserve(request: Pick<SpendRequest, 'model' | 'priced' | 'nanoUsd'>): Promise<SpendAnswer>;
	/** What the call has cost, and what it gave, where that can be used. */
	settle(settlement: SpendSettlement, vectors: readonly Float32Array[] | undefined): Promise<void>;
	/** For a call that certainly was not billed. */
	release(reservation: string): Promise<void>;
}

export type Embedded =
	/** One for each text, in their order, of length 1. */
	{ readonly vectors: readonly Float32Array[] } | EmbeddingFailure;

export interface EmbeddingFailure {
	readonly vectors?: undefined;
	/** One line for people. */
	readonly reason: string;
	/** The budget that has no room for the call: nothing was asked. */
	readonly budget?: BudgetName;
	/** The server answered, and other texts may fare better. */
	readonly mayBeTheTexts: boolean;
	/** Not to be asked again earlier, in milliseconds. */
	readonly afterMs?: number | undefined;
}
