/** Transcribes a recording with transformers.js' pipeline, as its documentation shows for long recordings. Task: a TranscriptionTask. */
import { basename, dirname } from 'node:path';
import { env, pipeline } from '@huggingface/transformers';
import { samplesOf } from '../../test/support/speech/fixtures.js';
import { precisions } from './models.js';
import { type TranscriptionTask, timed } from './Transcription.js';

const { folder, precision, file, threads } = JSON.parse(process.argv[2] ?? '') as TranscriptionTask;
const samples = await samplesOf(file);
env.allowRemoteModels = false;
env.localModelPath = dirname(folder);

const transcription = await timed(samples, async () => {
	const transcriber = await pipeline('automatic-speech-recognition', basename(folder), {
		dtype: precisions[precision].dtype,
		device: 'cpu',
		session_options: { intraOpNumThreads: threads }
	});
	return async (sound) => {
		const result = await transcriber(sound, { language: 'en', chunk_length_s: 30, stride_length_s: 5, return_timestamps: true });
		return [result]
			.flat()
			.map(({ text }) => text)
			.join(' ');
	};
});
console.log(JSON.stringify(transcription));
