/** What each sentence is worth to a reader who reads few of them. Knows no language: it looks at words, digits and punctuation. */
import { centrality } from './centrality.js';
import type { PreparedSentence } from './PreparedSentence.js';
import type { SparseVector } from './SparseVector.js';
import { TermIndex } from './TermIndex.js';

export interface RankedSentence {
	readonly sentence: PreparedSentence;
	/** Where it stands in the source. */
	readonly position: number;
	/** From 0 to 1, the best sentence is 1. */
	readonly score: number;
	readonly vector: SparseVector;
}

/** In the order of the source. */
export function rankSentences(sentences: readonly PreparedSentence[]): readonly RankedSentence[] {
	const index = new TermIndex(sentences.map(({ terms }) => terms));
	const vectors = sentences.map(({ terms }) => index.vector(terms));
	const central = centrality(vectors, index.terms);
	const scores = sentences.map((sentence, position) => Math.sqrt(central[position] ?? 0) * fitness(sentence));
	const best = scores.reduce((highest, score) => Math.max(highest, score), 0) || 1;
	return sentences.map((sentence, position) => ({
		sentence,
		position,
		score: (scores[position] ?? 0) / best,
		vector: vectors[position] ?? { terms: [], weights: [] }
	}));
}

/** How well a sentence stands alone: long enough to say something, whole, no question, with figures rather than without. */
function fitness({ text, terms }: PreparedSentence): number {
	const distinct = new Set(terms).size;
	const length = distinct < 4 ? distinct / 8 : distinct <= 18 ? 1 : 18 / distinct;
	const whole = /^[\p{Ll}]/u.test(text) || !/[.!?…。！？؟।]["'”’»)\]]*$/u.test(text) ? 0.7 : 1;
	const question = /[?？؟]["'”’»)\]]*$/u.test(text) ? 0.5 : 1;
	const figures = /\p{N}/u.test(text) ? 1.2 : 1;
	return length * whole * question * figures;
}
