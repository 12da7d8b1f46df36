import assert from 'node:assert/strict';
import { diversify } from '../../../plugins/reporting/lib/diversify.js';

const about = (...terms: readonly number[]) => ({ terms, weights: terms.map(() => 1 / Math.sqrt(terms.length)) });

describe('diversify', () => {
	it('takes what is new before what says the same again', () => {
		const taken = diversify(
			[
				{ name: 'best', score: 1, vector: about(1, 2, 3), group: 0 },
				{ name: 'echo', score: 0.99, vector: about(1, 2, 3), group: 0 },
				{ name: 'near', score: 0.8, vector: about(1, 5, 6), group: 0 },
				{ name: 'other', score: 0.7, vector: about(7, 8), group: 0 }
			],
			4,
			4
		);
		assert.deepEqual(
			taken.map(({ name }) => name),
			['best', 'other', 'near']
		);
	});

	it('takes no more of a group than its share', () => {
		const candidates = [0, 1, 2, 3].map((term) => ({ score: 1 - term / 10, vector: about(term), group: term === 3 ? 1 : 0 }));
		assert.deepEqual(
			diversify(candidates, 3, 2).map(({ score }) => score),
			[1, 0.9, 0.7]
		);
	});

	it('takes nothing of nothing', () => assert.deepEqual(diversify([], 5, 5), []));
});
