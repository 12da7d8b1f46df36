import type { StoredDocument } from '#lib/ledger/DocumentStore';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Claim } from './claim.js';
import { commitStep, type StepAddress } from './commitStep.js';

export interface SpendSettlement {
	readonly reservation: string;
	/** What the call has cost, in billionths of a US dollar: a whole number. */
	readonly nanoUsd: number;
	readonly inputTokens: number;
	readonly outputTokens: number;
}

/** Puts what a call has cost in the place of what was set aside for it. Needs no claim: what was spent was spent, whoever runs the workflow. */
export async function settleSpend(tx: LedgerTransaction, settlement: SpendSettlement, now: number): Promise<void> {
	const { reservation, nanoUsd, inputTokens, outputTokens } = settlement;
	await tx
		.updateTable('spend')
		.set({ state: 'settled', nanoUsd, inputTokens, outputTokens, settledAt: now })
		.where('id', '=', reservation)
		.where('state', '=', 'reserved')
		.execute();
}

/** A call that was not billed: nothing was spent. */
export async function releaseSpend(tx: LedgerTransaction, reservation: string): Promise<void> {
	await tx.deleteFrom('spend').where('id', '=', reservation).where('state', '=', 'reserved').execute();
}

/** Stores what a call has cost together with its answer: whoever finds the cost settled finds the answer, and need not pay again. */
export async function settleWithAnswer(
	tx: LedgerTransaction,
	claim: Claim,
	settlement: SpendSettlement,
	step: StepAddress,
	answer: StoredDocument,
	now: number
): Promise<void> {
	await settleSpend(tx, settlement, now);
	await commitStep(tx, claim, step, answer, now);
}
