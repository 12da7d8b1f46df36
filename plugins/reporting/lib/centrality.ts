/**
 * How central each sentence is: LexRank (Erkan and Radev, 2004, doi:10.1613/jair.1523) in its continuous form, where a sentence is central
 * when it resembles many central sentences. Similarities are never written down: with rows X, X · (Xᵀ · v) gives the same sums in time
 * that grows with the number of words and not with the square of the number of sentences.
 */
import type { SparseVector } from './SparseVector.js';

const damping = 0.85;
const rounds = 40;
const precise = 1e-7;

/** From 0 to 1, the most central sentence is 1. In the order of the vectors. */
export function centrality(vectors: readonly SparseVector[], terms: number): readonly number[] {
	const count = vectors.length;
	if (count === 0) return [];
	const neighbours = similaritySums(vectors, new Array<number>(count).fill(1), terms);
	let scores = new Array<number>(count).fill(1 / count);
	for (let round = 0; round < rounds; round++) {
		const shared = scores.map((score, index) => (neighbours[index] ? score / neighbours[index] : 0));
		const received = similaritySums(vectors, shared, terms);
		const next = received.map((value) => (1 - damping) / count + damping * value);
		const change = next.reduce((sum, value, index) => sum + Math.abs(value - (scores[index] ?? 0)), 0);
		scores = next;
		if (change < precise) break;
	}
	const most = scores.reduce((highest, score) => Math.max(highest, score), 0);
	return scores.map((score) => score / most);
}

/** For each vector the sum of its similarities to all vectors, each weighed. */
function similaritySums(vectors: readonly SparseVector[], weights: readonly number[], terms: number): number[] {
	const total = new Float64Array(terms);
	for (const [index, vector] of vectors.entries()) {
		const weight = weights[index] ?? 0;
		for (const [position, term] of vector.terms.entries()) total[term] = (total[term] ?? 0) + weight * (vector.weights[position] ?? 0);
	}
	return vectors.map((vector) =>
		vector.terms.reduce((sum, term, position) => sum + (vector.weights[position] ?? 0) * (total[term] ?? 0), 0)
	);
}
