import type { Logger } from 'pino';
import type { Embedded, Embedder, EmbeddingAccount } from '#lib/knowledge/Embedder';
import type { Budgets } from '#lib/workflow/spend';
import { budgetReached } from './describeBudget.js';
import type { EmbeddingOutcome, EmbeddingServer } from './EmbeddingServer.js';
import { costOf, type Price } from './price.js';

export interface EmbeddingsOptions {
	readonly server: Pick<EmbeddingServer, 'embed'>;
	readonly model: string;
	/** See Embedder. */
	readonly identity: string;
	readonly price: Price;
	readonly budgets: Budgets;
	readonly logger: Pick<Logger, 'warn'>;
}

/** Tokens that servers add to a text: generous. */
const perText = 8;

/**
 * An embedding model, paid for as language models are: the most that a call can cost is set aside before it, what it has cost takes its
 * place after. It repeats nothing: who asks decides whether an answer is worth another call.
 */
export class Embeddings implements Embedder {
	public readonly identity: string;
	readonly #options: EmbeddingsOptions;
	#dimensions: number | undefined;

	public constructor(options: EmbeddingsOptions) {
		this.#options = options;
		this.identity = options.identity;
	}

	public get dimensions(): number | undefined {
		return this.#dimensions;
	}

	public async embed(texts: readonly string[], account: EmbeddingAccount, signal: AbortSignal): Promise<Embedded> {
		const { server, model, price, budgets, logger } = this.#options;
		signal.throwIfAborted();
		// A text never has more tokens than bytes: see `mostInputTokens`.
		const most = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + perText, 0);
		const nanoUsd = costOf(price, most, 0);
		const answer = await account.reserve({ model, priced: price.known, nanoUsd });
		if ('reached' in answer) {
			const { budget } = answer.reached;
			return {
				reason: budgetReached(budget, budgets, { model, priced: price.known, of: account.of }).reason,
				budget,
				mayBeTheTexts: false
			};
		}
		const outcome = this.#compare(await server.embed(model, texts, signal));
		if (outcome.type === 'failure') {
			// Where nobody knows what became of the call, what was set aside for it goes on counting: it may have been billed.
			const { billed, status, afterMs } = outcome.failure;
			if (billed === 'no') await account.release(answer.reservation);
			return { reason: outcome.reason, mayBeTheTexts: mayBeTheTexts(status), afterMs };
		}
		const inputTokens = outcome.inputTokens ?? most;
		const cost = costOf(price, inputTokens, 0);
		if (cost > nanoUsd) logger.warn({ model, cost, nanoUsd }, 'a call to a model has cost more than it could');
		const settlement = { reservation: answer.reservation, nanoUsd: cost, inputTokens, outputTokens: 0 };
		if (outcome.type === 'unusable') {
			await account.settle(settlement, undefined);
			return { reason: outcome.reason, mayBeTheTexts: true };
		}
		await account.settle(settlement, outcome.vectors);
		return { vectors: outcome.vectors };
	}

	/**
	 * A model has vectors of one length. An answer with others than the one before it is not used; if the next one is like it, there is
	 * another model behind the name.
	 */
	#compare(outcome: EmbeddingOutcome): EmbeddingOutcome {
		if (outcome.type !== 'vectors') return outcome;
		const [before, now] = [this.#dimensions, outcome.vectors[0]?.length];
		this.#dimensions = now;
		if (before === undefined || before === now) return outcome;
		const reason = `the embedding model answered with vectors of ${now} numbers, and before with ${before}`;
		return { type: 'unusable', reason, inputTokens: outcome.inputTokens };
	}
}

/** Statuses that say nothing about a text: no key, no such model, too many calls. */
const aboutTheServer = new Set([401, 402, 403, 404, 405, 408, 409, 429]);

function mayBeTheTexts(status: number | undefined): boolean {
	return status !== undefined && !aboutTheServer.has(status);
}
