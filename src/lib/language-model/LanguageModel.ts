import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Ledger } from '#lib/ledger/Ledger';
import type { Claim } from '#lib/ledger/operations/claim';
import { AnswerAccount, type AnswerLedger } from './AnswerAccount.js';
import type { ChatCall } from './ChatCall.js';
import type { ChatOutcome, ChatServer, TokenUsage } from './ChatServer.js';
import { composeMessages } from './composeMessages.js';
import { budgetReached } from './describeBudget.js';
import { InFlight } from './InFlight.js';
import { LedgerAccount, type Payer } from './LedgerAccount.js';
import type { ModelAccount } from './ModelAccount.js';
import type { ModelQuestion } from './ModelQuestion.js';
import type { ModelAvailability, ModelFailure, ModelReply, ModelUsage } from './ModelReply.js';
import { noModel } from './noModel.js';
import { costOf, type Price } from './price.js';
import { pauseMs, type Repeats, usualRepeats } from './Repeats.js';
import { mostInputTokens } from './tokenLimit.js';

export interface LanguageModelOptions {
	/** Absent: the operator has set none. */
	readonly server?: Pick<ChatServer, 'complete'> | undefined;
	/** The first one is used unless a question names another. */
	readonly models: readonly [string, ...string[]];
	readonly priceOf: (model: string) => Price;
	readonly payer: Payer;
	readonly readImage: (artifact: string) => Promise<Uint8Array>;
	readonly logger: Pick<Logger, 'info' | 'warn'>;
	readonly repeats?: Repeats;
}

/**
 * Asks language models, and never spends more than the operator allows: before each call the most that it can cost is set aside in the
 * ledger, after it what it has cost takes its place, in one transaction with the answer. Whoever asks the same again, also after a crash,
 * gets the answer from the ledger.
 */
export class LanguageModel {
	readonly #options: LanguageModelOptions;
	readonly #repeats: Repeats;
	readonly #inFlight = new InFlight();

	public constructor(options: LanguageModelOptions) {
		this.#options = options;
		this.#repeats = options.repeats ?? usualRepeats;
	}

	/** The account that a stage asks by; also other services than language models, which answer with something else. */
	public accountOf<Answer = ModelReply>(
		ledger: Ledger,
		claim: Claim,
		stage: { readonly name: string; readonly version: number }
	): LedgerAccount<Answer> {
		return new LedgerAccount<Answer>(ledger, claim, stage, this.#options.payer);
	}

	/** The account of one question that somebody asks outside of any workflow. `serverId`: the Discord server they ask in. */
	public accountOfAnswer(ledger: AnswerLedger, serverId?: string): AnswerAccount {
		return new AnswerAccount(ledger, { budgets: this.#options.payer.budgets, serverId });
	}

	public async availability(account: Pick<ModelAccount, 'reached' | 'of'>): Promise<ModelAvailability> {
		const { server, models, priceOf, payer } = this.#options;
		if (server === undefined) return noModel;
		const [model] = models;
		const price = priceOf(model);
		const reached = await account.reached(costOf(price, smallQuestion.input, smallQuestion.output));
		if (reached === undefined) return { available: true, model, models };
		return { available: false, ...budgetReached(reached.budget, payer.budgets, { model, priced: price.known, of: account.of }) };
	}

	/** Throws only the reason of `signal`, and what the ledger throws (`LeaseLost`). */
	public async ask(question: ModelQuestion, account: ModelAccount, signal: AbortSignal): Promise<ModelReply> {
		const { server } = this.#options;
		const key = createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 32);
		const kept = await account.recall(key);
		if (kept !== undefined) return kept;
		if (server === undefined) return noModel;
		const call = await this.#callFor(question, account.idempotencyKey(key));
		for (let attempt = 1; ; attempt++) {
			const outcome = await this.#pay(call, key, account, signal, server);
			if (!('retry' in outcome)) return outcome;
			const delayMs = pauseMs(outcome, attempt, this.#repeats);
			if (!outcome.retry || attempt >= this.#repeats.attempts) return failure(outcome);
			if (delayMs > this.#repeats.longestMs) {
				return failure({ ...outcome, reason: `${outcome.reason}; it asks to be left alone for ${Math.ceil(delayMs / 1000)} s` });
			}
			this.#options.logger.info({ model: call.model, attempt, delayMs: Math.round(delayMs) }, `asking again: ${outcome.reason}`);
			await wait(delayMs, undefined, { signal }).catch(() => signal.throwIfAborted());
		}
	}

	/** One call, with its cost set aside before and counted after. */
	async #pay(
		call: ChatCall,
		key: string,
		account: ModelAccount,
		signal: AbortSignal,
		server: Pick<ChatServer, 'complete'>
	): Promise<ModelReply | FailedCall> {
		const { priceOf, payer, logger } = this.#options;
		const price = priceOf(call.model);
		const most = { inputTokens: mostInputTokens(call.messages, call.schema), outputTokens: call.maxOutputTokens };
		const nanoUsd = costOf(price, most.inputTokens, most.outputTokens);
		for (;;) {
			signal.throwIfAborted();
			const { landed: landedBefore } = this.#inFlight;
			const answer = await account.reserve({ model: call.model, priced: price.known, nanoUsd });
			if ('reached' in answer) {
				const { budget, missing } = answer.reached;
				// What other calls have set aside and do not use comes back: there may be room then.
				const held = this.#inFlight.held(budget === 'workflow' ? account.workflowId : undefined);
				if (held >= missing) await this.#inFlight.next(signal);
				// Else all is spent, unless a call has landed while the ledger was asked.
				if (held >= missing || this.#inFlight.landed !== landedBefore) continue;
				return budgetReached(budget, payer.budgets, { model: call.model, priced: price.known, of: account.of });
			}
			const { reservation } = answer;
			const landed = this.#inFlight.begin(account.workflowId, nanoUsd);
			try {
				const outcome = await server.complete(call, signal);
				if (outcome.type === 'failure') {
					// Where nobody knows what became of the call, what was set aside for it goes on counting: it may have been billed.
					if (outcome.billed === 'no') await account.release(reservation);
					return outcome;
				}
				const used = outcome.usage ?? most;
				const cost = costOf(price, used.inputTokens, used.outputTokens);
				if (cost > nanoUsd) logger.warn({ model: call.model, cost, nanoUsd }, 'a call to a model has cost more than it could');
				const reply = replyOf(outcome, call.model, usageOf(used, price, cost));
				await account.keep(key, { reservation, nanoUsd: cost, ...used }, reply);
				return reply;
			} finally {
				landed();
			}
		}
	}

	async #callFor(question: ModelQuestion, idempotencyKey: string): Promise<ChatCall> {
		const { models, readImage } = this.#options;
		const pictures = await Promise.all(
			question.images.map(async ({ artifact, mediaType }) => {
				const bytes = await readImage(artifact);
				return [artifact, `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`] as const;
			})
		);
		return {
			model: models.find((model) => model === question.model) ?? models[0],
			messages: composeMessages(question),
			pictures: new Map(pictures),
			schema: question.schema,
			maxOutputTokens: question.maxOutputTokens,
			idempotencyKey
		};
	}
}

/** What there has to be room for, or a model counts as not available. */
const smallQuestion = { input: 1000, output: 500 };

type FailedCall = Extract<ChatOutcome, { type: 'failure' }>;

function failure({ code, reason }: FailedCall): ModelFailure {
	return { answered: false, code, reason };
}

function replyOf(outcome: Exclude<ChatOutcome, FailedCall>, model: string, usage: ModelUsage): ModelReply {
	if (outcome.type === 'refusal') return { answered: false, code: 'refused', reason: `${model} refused to answer` };
	return { answered: true, text: outcome.text, cutOff: outcome.cutOff, model, usage };
}

function usageOf({ inputTokens, outputTokens }: TokenUsage, price: Price, cost: number): ModelUsage {
	return { inputTokens, outputTokens, ...(price.known ? { costNanoUsd: cost } : {}) };
}
