import { deepEqual, ok } from 'node:assert/strict';
import { WhisperFeatureExtractor } from '@huggingface/transformers';
import { LogMel } from '#lib/transcription/mel/LogMel';
import { clip, samplesOf } from '../../../support/speech/fixtures.js';

describe('LogMel', () => {
	for (const bands of [80, 128]) {
		it(`computes the ${bands} bands that transformers.js computes`, async () => {
			const samples = await samplesOf(clip(6));
			const mel = await LogMel.create(bands, 1);
			const ours = await mel.compute(samples);
			const theirs = await reference(bands, samples);
			deepEqual(ours.dims, [1, bands, 3000]);
			const difference = theirs.reduce((most, value, index) => Math.max(most, Math.abs(value - Number(ours.data[index]))), 0);
			ok(difference < 1e-4, `largest difference ${difference}`);
			await mel.close();
		});
	}
});

async function reference(bands: number, samples: Float32Array): Promise<Float32Array> {
	const settings = {
		feature_size: bands,
		chunk_length: 30,
		n_samples: 480_000,
		nb_max_frames: 3000,
		n_fft: 400,
		hop_length: 160,
		sampling_rate: 16_000
	};
	const Extractor = WhisperFeatureExtractor as unknown as new (options: object) => Extract;
	const { input_features: features } = await new Extractor(settings)._call(samples);
	return features.data;
}

interface Extract {
	_call(samples: Float32Array): Promise<{ readonly input_features: { readonly data: Float32Array } }>;
}
