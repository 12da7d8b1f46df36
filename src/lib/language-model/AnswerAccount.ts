import { createHash, randomUUID } from 'node:crypto';
import type { Ledger } from '#lib/ledger/Ledger';
import type { SpendAnswer, SpendRequest } from '#lib/ledger/operations/reserveSpend';
import type { SpendSettlement } from '#lib/ledger/operations/settleSpend';
import type { ReachedBudget } from '#lib/workflow/spend';
import type { ModelAccount } from './ModelAccount.js';

export type AnswerLedger = Pick<Ledger, 'reserveForAnswer' | 'settleSpend' | 'releaseSpend' | 'reachedBudget'>;

/**
 * The account of somebody who asks what workflows have learned. Its costs count as a stage's do, against all budgets. Answers are not kept:
 * they are made of what this person may see now, and nobody waits for them any more when the process has died.
 */
export class AnswerAccount implements ModelAccount {
	public readonly of = 'question';
	/** Of this question alone: it may cost what one workflow may. */
	public readonly workflowId = `ask_${randomUUID()}`;
	readonly #ledger: AnswerLedger;
	readonly #limits: Pick<SpendRequest, 'budgets' | 'serverId'>;

	public constructor(ledger: AnswerLedger, limits: Pick<SpendRequest, 'budgets' | 'serverId'>) {
		this.#ledger = ledger;
		this.#limits = limits;
	}

	public idempotencyKey(question: string): string {
		return createHash('sha256').update(`${this.workflowId}/${question}`).digest('hex').slice(0, 40);
	}

	public recall(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	public reserve(request: Pick<SpendRequest, 'model' | 'priced' | 'nanoUsd'>): Promise<SpendAnswer> {
		return this.#ledger.reserveForAnswer(this.workflowId, { ...request, stage: 'ask', ...this.#limits });
	}

	public keep(_question: string, settlement: SpendSettlement): Promise<void> {
		return this.settle(settlement);
	}

	public settle(settlement: SpendSettlement): Promise<void> {
		return this.#ledger.settleSpend(settlement);
	}

	public release(reservation: string): Promise<void> {
		return this.#ledger.releaseSpend(reservation);
	}

	public reached(nanoUsd: number): Promise<ReachedBudget | undefined> {
		return this.#ledger.reachedBudget(this.workflowId, { nanoUsd, ...this.#limits });
	}
}
