import { deepEqual, equal } from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AutoProcessor, env, WhisperForConditionalGeneration } from '@huggingface/transformers';
import { LogMel } from '#lib/transcription/mel/LogMel';
import { Decoder } from '#lib/transcription/whisper/Decoder';
import { Encoder } from '#lib/transcription/whisper/Encoder';
import { findModelFiles } from '#lib/transcription/whisper/findModelFiles';
import { generate } from '#lib/transcription/whisper/generate';
import { readModelConfig } from '#lib/transcription/whisper/ModelConfig';
import { openDialogue } from '#lib/transcription/whisper/openDialogue';
import { Vocabulary } from '#lib/transcription/whisper/Vocabulary';
import { WhisperModel } from '#lib/transcription/whisper/WhisperModel';
import { clip, samplesOf, tinyModel } from '../../../support/speech/fixtures.js';
import { temporaryFolder } from '../../../support/temporaryFolder.js';

const halfModel = fileURLToPath(new URL('../../../fixtures/whisper-half', import.meta.url));
/** What a network with random weights says has no end. */
const maxTokens = 20;

describe('a model in fp16 that hears 128 mel bands', () => {
	const folder = join(temporaryFolder(), 'whisper-half');

	before(() => {
		cpSync(halfModel, folder, { recursive: true });
		for (const file of ['tokenizer.json', 'tokenizer_config.json']) cpSync(join(tinyModel, file), join(folder, file));
		// A network that was trained says none of these among words; of this one transformers.js would let through what we never do.
		const suppressed = Array.from({ length: 2696 - 1089 }, (_, index) => 1089 + index);
		const generation = JSON.parse(readFileSync(join(tinyModel, 'generation_config.json'), 'utf8'));
		writeFileSync(join(folder, 'generation_config.json'), JSON.stringify({ ...generation, suppress_tokens: suppressed }));
	});

	it('is found and loaded', async () => {
		const model = await WhisperModel.load(folder, { device: 'cpu', threads: 1 });
		equal(model.variant, 'fp16');
		await model.close();
	});

	it('says the same tokens as transformers.js', async () => {
		const config = await readModelConfig(folder);
		const vocabulary = await Vocabulary.read(folder, config);
		const files = await findModelFiles(folder, 'cpu', undefined);
		const options = { intraOpNumThreads: 1, logSeverityLevel: 3 } as const;
		const [mel, encoder] = [await LogMel.create(config.num_mel_bins, 1), await Encoder.load(files.encoder, options)];
		const decoder = await Decoder.load(files.decoder, options);
		const reference = await loadReference(folder);
		for (const number of [2, 5] as const) {
			const samples = await samplesOf(clip(number));
			const heard = await encoder.listen(
				(async function* () {
					yield await mel.compute(samples);
				})()
			);
			const dialogue = { vocabulary, language: 'en', task: 'transcribe', timestamps: false, maxPositions: 448 } as const;
			const { output } = await openDialogue(decoder, heard, 1, dialogue);
			const [said] = await generate(decoder, output, 1, { vocabulary, timestamps: false, temperature: 0, random: () => 0, maxTokens });
			deepEqual(said?.tokens, await reference(samples));
		}
		await Promise.all([mel.close(), encoder.close(), decoder.close()]);
	});
});

async function loadReference(folder: string): Promise<(samples: Float32Array) => Promise<readonly number[]>> {
	env.allowRemoteModels = false;
	env.localModelPath = dirname(folder);
	const processor = await AutoProcessor.from_pretrained(basename(folder));
	const network = await WhisperForConditionalGeneration.from_pretrained(basename(folder), { dtype: 'fp16' });
	return async (samples) => {
		const { input_features: inputs } = await processor(samples);
		const said: unknown = await network.generate({ inputs, language: 'en', task: 'transcribe', max_new_tokens: maxTokens } as never);
		return Array.from((said as { readonly data: BigInt64Array }).data, Number).slice(-maxTokens);
	};
}
