import { equal, ok } from 'node:assert/strict';
import { indexOfLargest, logSumExp, sample } from '#lib/transcription/whisper/logits';
import { randomNumbers } from '#lib/transcription/whisper/randomNumbers';

describe('logits', () => {
	it('add up as the sum of their exponentials', () => {
		const logits = Float32Array.of(1, 2, 3, -50, Number.NEGATIVE_INFINITY);
		const exact = Math.log(Math.E + Math.E ** 2 + Math.E ** 3 + Math.E ** -50);
		ok(Math.abs(logSumExp(logits) - exact) < 1e-6);
		equal(logSumExp(Float32Array.of(Number.NEGATIVE_INFINITY)), Number.NEGATIVE_INFINITY);
		equal(indexOfLargest(logits), 2);
	});

	it('are drawn as often as they are probable, more evenly when it is hot, never when they are ruled out', () => {
		const logits = Float32Array.of(Math.log(0.7), Math.log(0.3), Number.NEGATIVE_INFINITY);
		const shareOfSecond = (temperature: number): number => {
			const random = randomNumbers(7);
			const drawn = Array.from({ length: 4000 }, () => sample(logits, temperature, random));
			ok(!drawn.includes(2));
			return drawn.filter((index) => index === 1).length / drawn.length;
		};
		ok(Math.abs(shareOfSecond(1) - 0.3) < 0.03);
		ok(Math.abs(shareOfSecond(0.2) - 0.3 ** 5 / (0.3 ** 5 + 0.7 ** 5)) < 0.02);
	});
});
