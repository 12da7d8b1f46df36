import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { transcripts } from '../../test/support/speech/transcripts.js';
import { wordErrorRate } from '../../test/support/speech/wordErrorRate.js';
import type { Measure, Row } from '../Measure.js';
import { median } from '../median.js';
import { runAlone } from '../runAlone.js';
import { modelFolders, precisionsOf } from './models.js';
import type { Transcription, TranscriptionTask } from './Transcription.js';

const engines: Readonly<Record<string, { readonly program: string; readonly workers: number }>> = {
	'autointel, 1 worker': { program: 'speech/transcribeByWorkers', workers: 1 },
	'autointel, 2 workers': { program: 'speech/transcribeByWorkers', workers: 2 },
	'transformers.js': { program: 'speech/transcribeReference', workers: 1 }
};
const runs = 5;

export const speech: Measure = {
	name: 'speech',
	about: `a talk of two minutes, transcribed by us and by transformers.js' pipeline, the same model, samples and threads; the median of ${runs} runs, by turns; ours loads with the start of its processes, and its memory is that of one of them`,
	async run() {
		const [talk] = transcripts.slice(-1);
		if (talk === undefined) return [];
		const rows: Row[] = [];
		for (const folder of modelFolders) {
			for (const precision of precisionsOf(folder)) {
				const task = { folder, precision, file: talk.file, threads: availableParallelism() };
				const made = Object.entries(engines).map(([engine, how]) => ({ engine, ...how, transcriptions: [] as Transcription[] }));
				for (let run = 0; run < runs; run++) {
					for (const { program, workers, transcriptions } of made) {
						transcriptions.push(await runAlone(program, { ...task, workers } satisfies TranscriptionTask));
					}
				}
				for (const { engine, transcriptions } of made) {
					rows.push({ model: basename(folder), precision, engine, ...figures(transcriptions, talk.text) });
				}
			}
		}
		return rows;
	}
};

function figures(transcriptions: readonly Transcription[], said: string): Row {
	const { transcribeMs, audioSeconds, text } = median(transcriptions, (transcription) => transcription.transcribeMs);
	return {
		'transcribe ms': Math.round(transcribeMs),
		'real-time factor': Number((transcribeMs / 1000 / audioSeconds).toFixed(4)),
		'load ms': Math.round(median(transcriptions, ({ loadMs }) => loadMs).loadMs),
		'peak MB': Math.round(median(transcriptions, ({ peakMegabytes }) => peakMegabytes).peakMegabytes),
		'word errors %': Number((100 * wordErrorRate(said, text)).toFixed(1))
	};
}
