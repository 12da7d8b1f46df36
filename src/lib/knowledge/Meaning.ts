import type { Ledger } from '#lib/ledger/Ledger';
import type { NearDocument } from '#lib/ledger/operations/nearestDocuments';
import type { DocumentQuery } from '#lib/ledger/operations/searchDocuments';
import type { Embedder, EmbeddingAccount } from './Embedder.js';
import { farSentences, nearFrom } from './yardstick.js';

/** Milliseconds: somebody waits for the answer, and words alone find a lot. */
const patienceMs = 5_000;

export interface MeaningQuery extends DocumentQuery {
	readonly account: EmbeddingAccount;
	readonly signal: AbortSignal;
}

/** What is near each of some texts, the nearest first; or why nobody knows. */
export type NearTexts = { readonly near: readonly (readonly NearDocument[])[] } | { readonly reason: string };

/** Finds documents that mean what a text means, in whatever words and languages. */
export class Meaning {
	readonly #ledger: Pick<Ledger, 'nearestDocuments' | 'stateOfVectors'>;
	readonly #embedder: Embedder;
	readonly #patienceMs: number;
	/** The vectors of the far sentences. */
	#far: readonly Float32Array[] = [];

	public constructor(
		ledger: Pick<Ledger, 'nearestDocuments' | 'stateOfVectors'>,
		embedder: Embedder,
		options: { readonly patienceMs?: number } = {}
	) {
		this.#ledger = ledger;
		this.#embedder = embedder;
		this.#patienceMs = options.patienceMs ?? patienceMs;
	}

	/** Throws only the reason of the signal, and what the account throws. */
	public async near(texts: readonly string[], { account, signal, ...query }: MeaningQuery): Promise<NearTexts> {
		const { identity } = this.#embedder;
		// Nobody pays for a question to which there can be no answer.
		const state = await this.#ledger.stateOfVectors(identity);
		if (state === 'nothing-to-find') return { near: [] };
		if (state === 'none') return { reason: 'the vectors of what is known are still to be made' };
		const vectors = await this.#vectorsOf(texts, account, signal);
		if ('reason' in vectors) return vectors;
		const near: (readonly NearDocument[])[] = [];
		for (const vector of vectors) {
			const least = nearFrom(this.#far.map((far) => cosine(far, vector)));
			const nearest = await this.#ledger.nearestDocuments(identity, vector, query);
			near.push(nearest.filter(({ nearness }) => nearness >= least));
		}
		return { near };
	}

	async #vectorsOf(
		texts: readonly string[],
		account: EmbeddingAccount,
		signal: AbortSignal
	): Promise<readonly Float32Array[] | { readonly reason: string }> {
		const patience = AbortSignal.timeout(this.#patienceMs);
		const asked = this.#far.length === 0 ? [...texts, ...farSentences] : texts;
		try {
			const answer = await this.#embedder.embed(asked, account, AbortSignal.any([signal, patience]));
			if (answer.vectors === undefined) return { reason: answer.reason };
			const { vectors } = answer;
			if (this.#far.length === 0) this.#far = vectors.slice(texts.length);
			if (vectors[0]?.length === this.#far[0]?.length) return vectors.slice(0, texts.length);
			// Another model has come behind the name: next time all is asked anew.
			this.#far = [];
			return { reason: 'the embedding model has changed' };
		} catch (error) {
			signal.throwIfAborted();
			if (!patience.aborted) throw error;
			return { reason: `the embedding model took longer than ${this.#patienceMs / 1000} s` };
		}
	}
}

/** Of two vectors of length 1. */
function cosine(one: Float32Array, other: Float32Array): number {
	return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
