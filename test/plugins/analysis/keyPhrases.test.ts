import assert from 'node:assert/strict';
import { keyPhrases } from '../../../plugins/analysis/lib/keyPhrases.js';
import { topicsOf } from '../../../plugins/analysis/lib/topics.js';
import { windowsOf } from '../../../plugins/analysis/lib/windows.js';
import { read, timed } from './passages.js';

const texts = [
	'The library budget grows.',
	'Nobody wants a smaller library budget.',
	'Library budgets are small, and a budget is a budget.',
	'The flood wall leaks.',
	'Lots of people see the thing.',
	'Lots of people see the thing.'
];

describe('keyPhrases', () => {
	it('finds phrases that come back in any form, weighs them by C-value and quotes their first passage', () => {
		const [first, second, ...others] = keyPhrases(read(timed(texts)), new Set());
		assert.deepEqual(
			[first?.phrase, first?.count, first?.first],
			['library budget', 3, { quote: 'The library budget grows.', start: 0, end: 2 }]
		);
		assert.equal(first?.weight, Math.round(Math.log2(3) * 3 * 100) / 100);
		// Five times in all, of which three inside one longer phrase.
		assert.deepEqual([second?.phrase, second?.count, second?.weight], ['budget', 5, 2]);
		assert.deepEqual(others, [], 'neither what is said once, nor fillers, nor a word that is only part of a phrase');
	});

	it('leaves out names', () => {
		assert.deepEqual(
			keyPhrases(read(timed(texts)), new Set(['library', 'budget'])).map(({ phrase }) => phrase),
			[]
		);
	});
});

describe('topicsOf', () => {
	it('points at the stretch where a topic comes up most', () => {
		const filler = Array.from({ length: 12 }, () => 'The rain fell.');
		const windows = windowsOf(read(timed(['A budget passes.', ...filler, 'One budget, two budgets, my budget.', ...filler])));
		const topics = topicsOf(
			windows,
			keyPhrases(
				windows.flatMap(({ passages }) => passages),
				new Set()
			),
			5
		);
		assert.deepEqual(
			topics.map(({ topic, count, busiest, first }) => ({ topic, count, busiest, first })),
			[
				{ topic: 'rain', count: 24, busiest: { start: 30, end: 45 }, first: { quote: 'The rain fell.', start: 2, end: 4 } },
				{ topic: 'budget', count: 4, busiest: { start: 15, end: 30 }, first: { quote: 'A budget passes.', start: 0, end: 2 } }
			]
		);
	});
});
