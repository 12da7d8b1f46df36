import assert from 'node:assert/strict';
import { centrality } from '../../../plugins/reporting/lib/centrality.js';
import { similarity } from '../../../plugins/reporting/lib/SparseVector.js';
import { TermIndex } from '../../../plugins/reporting/lib/TermIndex.js';

const documents = [
	['bridge', 'steel', 'rust'],
	['bridge', 'steel', 'repair'],
	['bridge', 'repair', 'cost'],
	['choir', 'song']
];
const index = new TermIndex(documents);
const vectors = documents.map((document) => index.vector(document));

/** The same measure with every similarity written down. */
function byTheBook(): readonly number[] {
	const matrix = vectors.map((a) => vectors.map((b) => similarity(a, b)));
	const sums = matrix.map((row) => row.reduce((sum, value) => sum + value, 0));
	let scores = vectors.map(() => 1 / vectors.length);
	for (let round = 0; round < 200; round++) {
		scores = matrix.map(
			(row) =>
				0.15 / vectors.length + 0.85 * row.reduce((sum, value, other) => sum + (value * (scores[other] ?? 0)) / (sums[other] ?? 1), 0)
		);
	}
	return scores.map((score) => score / Math.max(...scores));
}

describe('centrality', () => {
	it('comes to what LexRank comes to with its whole matrix', () => {
		const expected = byTheBook();
		for (const [position, score] of centrality(vectors, index.terms).entries()) {
			assert.ok(Math.abs(score - (expected[position] ?? 0)) < 1e-3, `${score} is not ${expected[position]}`);
		}
	});

	it('puts the sentence that shares most with the others first', () => {
		const scores = centrality(vectors, index.terms);
		assert.equal(scores[1], 1);
		assert.ok((scores[3] ?? 1) < 1);
	});

	it('can do without any words', () => {
		assert.deepEqual(centrality([], 0), []);
		const empty = { terms: [], weights: [] };
		assert.deepEqual(centrality([empty, empty], 0), [1, 1]);
	});
});
