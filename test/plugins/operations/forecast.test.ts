import assert from 'node:assert/strict';
import fc from 'fast-check';
import { forecastDepths, forecastLengths } from '../../../plugins/operations/lib/forecast.js';

describe('performance-forecast', () => {
	it('finds the line that runs lie on, whatever one odd run says', () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0.0001, max: 0.01, noNaN: true }), (base, slope) => {
				const runs = [100, 400, 900, 2500, 7000].map((words) => ({ words, workSeconds: base + slope * words }));
				const forecast = forecastLengths([...runs, { words: 1000, workSeconds: 500 }]);
				for (const { words, seconds } of forecast) assert.ok(Math.abs(seconds - (base + slope * words)) <= 1e-6 * (1 + seconds));
			}),
			{ numRuns: 50 }
		);
	});

	it('says nothing before three different lengths were seen', () => {
		const run = { words: 100, workSeconds: 1 };
		assert.deepEqual(forecastLengths([run, run, { words: 200, workSeconds: 2 }]), []);
	});

	it('never forecasts less than nothing', () => {
		const falling = [100, 200, 300].map((words) => ({ words, workSeconds: 10 / words }));
		for (const { seconds } of forecastLengths(falling)) assert.ok(seconds >= 0);
	});

	it('takes the median of what other depths took', () => {
		const run = (depth: string, durationMs: number) => ({ depth, durationMs, stages: {} });
		assert.deepEqual(forecastDepths([run('deep', 1000), run('deep', 9000), run('deep', 2000), run('standard', 5)], 'standard'), [
			{ depth: 'deep', seconds: 2, basis: 3 }
		]);
	});
});
