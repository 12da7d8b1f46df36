/** Hears windows with transformers.js. Task: a WindowsTask. */
import { basename, dirname } from 'node:path';
import { AutoProcessor, env, WhisperForConditionalGeneration } from '@huggingface/transformers';
import { samplesOf } from '../../test/support/speech/fixtures.js';
import { precisions } from './models.js';
import { timedWindows, type WindowsTask } from './Windows.js';

const { folder, precision, file, threads, tokens } = JSON.parse(process.argv[2] ?? '') as WindowsTask;
const samples = (await samplesOf(file)).subarray(0, 480_000);
env.allowRemoteModels = false;
env.localModelPath = dirname(folder);

const windows = await timedWindows(1, async () => {
	const processor = await AutoProcessor.from_pretrained(basename(folder));
	const network = await WhisperForConditionalGeneration.from_pretrained(basename(folder), {
		dtype: precisions[precision].dtype,
		device: 'cpu',
		session_options: { intraOpNumThreads: threads }
	});
	return async () => {
		const { input_features: inputs } = await processor(samples);
		return network.generate({ inputs, language: 'en', task: 'transcribe', max_new_tokens: tokens } as never);
	};
});
console.log(JSON.stringify(windows));
