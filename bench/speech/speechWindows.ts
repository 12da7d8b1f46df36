import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { transcripts } from '../../test/support/speech/transcripts.js';
import type { Measure, Row } from '../Measure.js';
import { runAlone } from '../runAlone.js';
import { modelFolders, precisionsOf } from './models.js';
import type { Windows, WindowsTask } from './Windows.js';

const tokens = 60;

export const speechWindows: Measure = {
	name: 'speech-windows',
	about: `a window of 30 s and ${tokens} tokens, whatever they say: also for models with random weights (test/fixtures/whisper-tiny/recipe/export.py makes one of whisper-base's size; name its folder in SPEECH_MODELS)`,
	async run() {
		const file = transcripts.at(-1)?.file ?? '';
		const rows: Row[] = [];
		for (const folder of modelFolders) {
			for (const precision of precisionsOf(folder)) {
				const task: WindowsTask = { folder, precision, file, threads: availableParallelism(), batch: 1, tokens };
				const model = { model: basename(folder), precision };
				rows.push({ ...model, engine: 'autointel', ...figures(await runAlone('speech/windowsOurs', task)) });
				rows.push({
					...model,
					engine: 'autointel, four together',
					...figures(await runAlone('speech/windowsOurs', { ...task, batch: 4 }))
				});
				rows.push({ ...model, engine: 'transformers.js', ...figures(await runAlone('speech/windowsReference', task)) });
			}
		}
		return rows;
	}
};

function figures({ windowMs, loadMs, peakMegabytes }: Windows): Row {
	return { 'ms per window': Math.round(windowMs), 'load ms': Math.round(loadMs), 'peak MB': Math.round(peakMegabytes) };
}
