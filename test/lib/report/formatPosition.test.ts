import assert from 'node:assert/strict';
import { formatPosition } from '#lib/report/formatPosition';

describe('formatPosition', () => {
	const cases: readonly (readonly [seconds: number, expected: string])[] = [
		[0, '0:00'],
		[9.99, '0:09'],
		[724.8, '12:04'],
		[3599.999, '59:59'],
		[3600, '1:00:00'],
		[3723, '1:02:03'],
		[36_000, '10:00:00'],
		[-1, '0:00']
	];
	for (const [start, expected] of cases) {
		it(`says ${expected} for ${start} seconds`, () => assert.equal(formatPosition({ start, end: start + 1 }), expected));
	}

	it('names the line of a text', () => assert.equal(formatPosition({ line: 7 }), 'line 7'));
});
