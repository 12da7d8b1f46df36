import { mixDown } from './mixDown.js';
import { Resampler } from './Resampler.js';
import type { Sound } from './Sound.js';

/** Sound of any rate and number of channels as 16 kHz mono. The rate may change on the way, as in chained Ogg files. */
export async function* toWhisperRate(sounds: AsyncIterable<Sound>): AsyncGenerator<Float32Array, void, undefined> {
	let resampler: Resampler | undefined;
	try {
		for await (const { channels, rate } of sounds) {
			if (resampler?.rate !== rate) {
				if (resampler !== undefined) yield* finish(resampler);
				resampler = await Resampler.create(rate);
			}
			yield* resampler.push(mixDown(channels));
		}
		if (resampler !== undefined) yield* resampler.finish();
	} finally {
		resampler?.free();
	}
}

function* finish(resampler: Resampler): Generator<Float32Array> {
	yield* resampler.finish();
	resampler.free();
}
