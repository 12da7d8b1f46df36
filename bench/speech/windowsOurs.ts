/** Hears windows as autointel does, without judging what is said. Task: a WindowsTask. */
import { LogMel } from '#lib/transcription/mel/LogMel';
import { Decoder } from '#lib/transcription/whisper/Decoder';
import { Encoder } from '#lib/transcription/whisper/Encoder';
import { findModelFiles } from '#lib/transcription/whisper/findModelFiles';
import { generate } from '#lib/transcription/whisper/generate';
import { readModelConfig } from '#lib/transcription/whisper/ModelConfig';
import { openDialogue } from '#lib/transcription/whisper/openDialogue';
import { Vocabulary } from '#lib/transcription/whisper/Vocabulary';
import { decoderThreads, sessionOptions } from '#lib/transcription/whisper/WhisperModel';
import { samplesOf } from '../../test/support/speech/fixtures.js';
import { timedWindows, type WindowsTask } from './Windows.js';

const { folder, precision, file, threads, batch, tokens: maxTokens } = JSON.parse(process.argv[2] ?? '') as WindowsTask;
const samples = (await samplesOf(file)).subarray(0, 480_000);

const windows = await timedWindows(batch, async () => {
	const files = await findModelFiles(folder, 'cpu', precision);
	const config = await readModelConfig(folder);
	const vocabulary = await Vocabulary.read(folder, config);
	const mel = await LogMel.create(config.num_mel_bins, threads);
	const encoder = await Encoder.load(files.encoder, sessionOptions(threads));
	const decoder = await Decoder.load(files.decoder, sessionOptions(decoderThreads(config, threads)));
	async function* features() {
		for (let row = 0; row < batch; row++) yield await mel.compute(samples);
	}
	return async () => {
		const heard = await encoder.listen(features());
		const dialogue = { vocabulary, language: 'en', task: 'transcribe', timestamps: false, maxPositions: 448 } as const;
		const { output } = await openDialogue(decoder, heard, batch, dialogue);
		return generate(decoder, output, batch, { vocabulary, timestamps: false, temperature: 0, random: () => 0, maxTokens });
	};
});
console.log(JSON.stringify(windows));
