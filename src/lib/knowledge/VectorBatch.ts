import type { Logger } from 'pino';
import type { WithoutVector } from '#lib/ledger/operations/vectors';
import type { VectorLedger } from '#lib/ledger/VectorLedger';
import type { Budgets } from '#lib/workflow/spend';
import type { Embedded, Embedder, EmbeddingAccount, EmbeddingFailure } from './Embedder.js';

export interface VectorBatchServices {
	readonly ledger: VectorLedger;
	readonly embedder: Embedder;
	readonly budgets: Budgets;
	readonly logger: Pick<Logger, 'info'>;
}

/** Characters: some 8,000 tokens at most, which is what OpenAI's models take. What takes less is found out by halving. */
export const longestText = 8_000;
const shortestText = 250;
/** What any model takes: it tells a server that takes nothing from a text that is not taken. */
const harmless = 'Hello.';

type Documents = WithoutVector['documents'];

/** The vectors of some documents of one workflow, which pays for them. */
export class VectorBatch {
	/** Texts of which the model makes nothing. */
	public refused = 0;
	readonly #services: VectorBatchServices;
	readonly #of: WithoutVector;
	readonly #signal: AbortSignal;

	public constructor(services: VectorBatchServices, of: WithoutVector, signal: AbortSignal) {
		this.#services = services;
		this.#of = of;
		this.#signal = signal;
	}

	/** Answers with what keeps it from going on, if anything does. `carefully`: first with next to nothing, as what hangs may be billed. */
	public async make(carefully: boolean): Promise<EmbeddingFailure | undefined> {
		const { documents } = this.#of;
		return (carefully ? await this.#probe(documents) : undefined) ?? this.#make(documents, longestText);
	}

	/** `characters`: texts are cut there. */
	async #make(documents: Documents, characters: number): Promise<EmbeddingFailure | undefined> {
		const answer = await this.#ask(documents, characters);
		if (answer.vectors !== undefined) return undefined;
		if (answer.budget === 'workflow') return this.#giveUp(documents);
		if (!answer.mayBeTheTexts) return answer;
		// The server, or one of the texts?
		const failure = await this.#probe(documents);
		if (failure !== undefined) return failure;
		const [only, ...others] = documents;
		if (only === undefined) return undefined;
		if (others.length > 0) {
			const half = Math.ceil(documents.length / 2);
			return (await this.#make(documents.slice(0, half), characters)) ?? this.#make(documents.slice(half), characters);
		}
		const shorter = Math.floor(Math.min(characters, only.text.length) / 2);
		if (shorter >= shortestText) return this.#make(documents, shorter);
		return this.#refuse(only, answer.reason);
	}

	/** Why the model takes nothing at all. */
	async #probe(documents: Documents): Promise<EmbeddingFailure | undefined> {
		const answer = await this.#services.embedder.embed([harmless], this.#account([]), this.#signal);
		if (answer.vectors !== undefined) return undefined;
		if (answer.budget === 'workflow') await this.#giveUp(documents);
		return answer;
	}

	async #refuse(document: Documents[number], reason: string): Promise<undefined> {
		const { embedder, ledger, logger } = this.#services;
		this.refused++;
		logger.info({ workflowId: this.#of.workflowId, document: document.id }, `a text has no vector: ${reason}`);
		await ledger.putVectors(embedder.identity, [{ ...document, vector: undefined }]);
	}

	/** The budget of a workflow never comes back: what it may not pay for is found by its words. */
	async #giveUp(documents: Documents): Promise<undefined> {
		const { ledger, embedder } = this.#services;
		const results = documents.map((document) => ({ ...document, vector: undefined, givenUp: true }));
		await ledger.putVectors(embedder.identity, results);
	}

	#ask(documents: Documents, characters: number): Promise<Embedded> {
		// Half of a character, where a text was cut, is no text to a server.
		const texts = documents.map(({ text }) => text.slice(0, characters).replace(/[\uD800-\uDBFF]$/, ''));
		const distinct = [...new Set(texts)];
		const asked = documents.map((document, index) => ({ document, place: distinct.indexOf(texts[index] ?? '') }));
		return this.#services.embedder.embed(distinct, this.#account(asked), this.#signal);
	}

	#account(asked: readonly { readonly document: Documents[number]; readonly place: number }[]): EmbeddingAccount {
		const { ledger, budgets, embedder } = this.#services;
		const { workflowId, serverId } = this.#of;
		return {
			of: 'workflow',
			reserve: (request) => ledger.reserve(workflowId, { ...request, stage: 'vectors', serverId, budgets }),
			settle: (settlement, vectors) =>
				ledger.settle(
					settlement,
					embedder.identity,
					vectors === undefined ? [] : asked.map(({ document, place }) => ({ ...document, vector: vectors[place] }))
				),
			release: (reservation) => ledger.release(reservation)
		};
	}
}
