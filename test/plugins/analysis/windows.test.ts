import assert from 'node:assert/strict';
import type { Passage } from '../../../plugins/analysis/lib/Passage.js';
import { windowsOf } from '../../../plugins/analysis/lib/windows.js';
import { lined, timed } from './passages.js';

function passages(segments: readonly Passage['segment'][]): Passage[] {
	return segments.map((segment) => ({ segment, words: [], mentions: [], sentiment: 0, count: 1 }));
}

describe('windowsOf', () => {
	it('divides time into at most 12 even stretches, of which the last ends with the source', () => {
		for (const seconds of [2, 59, 61, 600, 7000, 86_400, 1_000_000]) {
			const segments = timed(Array.from({ length: Math.min(500, seconds / 2) }, () => 'x'));
			const end = Math.max(seconds, 2);
			const windows = windowsOf(passages([...segments, { text: 'last', start: end - 1, end }]));
			assert.ok(windows.length <= 12, `${seconds}`);
			assert.deepEqual(windows.flatMap(({ passages }) => passages.map(({ segment }) => segment)).length, segments.length + 1);
			assert.ok(windows.every(({ at }) => 'end' in at && at.start < at.end && at.end <= end));
		}
	});

	it('divides texts by their passages and names the lines', () => {
		const windows = windowsOf(passages(lined(Array.from({ length: 13 }, () => 'x'))));
		assert.deepEqual(
			windows.map(({ at, lastLine }) => ({ ...at, lastLine })),
			[
				{ line: 1, lastLine: 5 },
				{ line: 6, lastLine: 10 },
				{ line: 11, lastLine: 13 }
			]
		);
	});
});
