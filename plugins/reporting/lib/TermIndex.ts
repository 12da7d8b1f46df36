import { normalized, type SparseVector } from './SparseVector.js';

/** Numbers the terms of a collection of documents, and knows how rare each of them is. */
export class TermIndex {
	readonly #numbers = new Map<string, number>();
	readonly #documents: number[] = [];
	readonly #size: number;

	/** Each document is the list of its terms, repeats included. */
	public constructor(documents: readonly (readonly string[])[]) {
		this.#size = documents.length;
		for (const document of documents) {
			for (const term of new Set(document)) {
				const number = this.#numbers.get(term) ?? this.#numbers.size;
				this.#numbers.set(term, number);
				this.#documents[number] = (this.#documents[number] ?? 0) + 1;
			}
		}
	}

	public get terms(): number {
		return this.#numbers.size;
	}

	/** tf-idf: terms count more the more often they are in the document and the rarer they are in the collection. */
	public vector(document: readonly string[]): SparseVector {
		const weights = new Map<number, number>();
		for (const term of document) {
			const number = this.#numbers.get(term);
			if (number !== undefined) weights.set(number, (weights.get(number) ?? 0) + this.#rarity(number));
		}
		return normalized(weights);
	}

	#rarity(number: number): number {
		return Math.log(1 + this.#size / (this.#documents[number] ?? 1));
	}
}
