import { createHash } from 'node:crypto';
import { describeError } from '#lib/errors/describeError';
import { leaseLost } from '#lib/ledger/errors';
import type { Ledger } from '#lib/ledger/Ledger';
import type { Claim } from '#lib/ledger/operations/claim';
import type { SpendAnswer, SpendRequest } from '#lib/ledger/operations/reserveSpend';
import type { SpendSettlement } from '#lib/ledger/operations/settleSpend';
import type { Json } from '#lib/workflow/json';
import type { Budgets, ReachedBudget } from '#lib/workflow/spend';
import type { ModelAccount } from './ModelAccount.js';
import type { ModelReply } from './ModelReply.js';

/** Whose money it is. */
export interface Payer {
	readonly budgets: Budgets;
	/** The Discord server that a workflow was asked for in. */
	readonly serverOf: (workflowId: string) => Promise<string | undefined>;
}

/** The account of a stage, in the ledger. Answers, which survive JSON, are kept as steps of the stage. */
export class LedgerAccount<Answer = ModelReply> implements ModelAccount<Answer> {
	public readonly of = 'workflow';
	public readonly workflowId: string;
	readonly #ledger: Ledger;
	readonly #claim: Claim;
	readonly #stage: { readonly name: string; readonly version: number };
	readonly #payer: Payer;

	public constructor(ledger: Ledger, claim: Claim, stage: { readonly name: string; readonly version: number }, payer: Payer) {
		this.workflowId = claim.workflow.id;
		this.#ledger = ledger;
		this.#claim = claim;
		this.#stage = stage;
		this.#payer = payer;
	}

	public idempotencyKey(question: string): string {
		return createHash('sha256').update(`${this.#claim.workflow.id}/${this.#stage.name}/${question}`).digest('hex').slice(0, 40);
	}

	public async recall(question: string): Promise<Answer | undefined> {
		const step = await this.#ledger.step(this.#claim.workflow.id, this.#step(question));
		// The ledger gives back what `keep` put there.
		return step?.value as Answer | undefined;
	}

	public async reserve(request: Pick<SpendRequest, 'model' | 'priced' | 'nanoUsd'>): Promise<SpendAnswer> {
		return this.#ledger.reserveSpend(this.#claim, { ...request, stage: this.#stage.name, ...(await this.#limits()) });
	}

	public async keep(question: string, settlement: SpendSettlement, answer: Answer): Promise<void> {
		try {
			await this.#ledger.settleWithAnswer(this.#claim, settlement, this.#step(question), answer as unknown as Json);
		} catch (error) {
			// The answer is nobody's any more; what it has cost still counts.
			if (describeError(error).code === leaseLost) await this.settle(settlement);
			throw error;
		}
	}

	public settle(settlement: SpendSettlement): Promise<void> {
		return this.#ledger.settleSpend(settlement);
	}

	public release(reservation: string): Promise<void> {
		return this.#ledger.releaseSpend(reservation);
	}

	public async reached(nanoUsd: number): Promise<ReachedBudget | undefined> {
		return this.#ledger.reachedBudget(this.#claim.workflow.id, { nanoUsd, ...(await this.#limits()) });
	}

	async #limits(): Promise<Pick<SpendRequest, 'budgets' | 'serverId'>> {
		const { budgets, serverOf } = this.#payer;
		return { budgets, serverId: await serverOf(this.#claim.workflow.id) };
	}

	#step(question: string): { readonly stage: string; readonly version: number; readonly step: string } {
		return { stage: this.#stage.name, version: this.#stage.version, step: `model:${question}` };
	}
}
