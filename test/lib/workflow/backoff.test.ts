import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backoffDelay } from '#lib/workflow/backoff';

describe('backoffDelay', () => {
	const backoff = { firstMs: 1000, longestMs: 60_000 };

	it('doubles', () => {
		assert.deepEqual(
			[1, 2, 3, 4].map((failures) => backoffDelay(failures, backoff, () => 1)),
			[1000, 2000, 4000, 8000]
		);
	});

	it('is scattered between a half and the whole, and never longer than the longest', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
				const whole = backoffDelay(failures, backoff, () => 1);
				const delay = backoffDelay(failures, backoff, () => random);
				assert.ok(delay >= whole / 2 && delay <= whole && whole <= 60_000);
			})
		);
	});
});
