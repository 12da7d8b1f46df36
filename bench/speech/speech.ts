import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { transcripts } from '../../test/support/speech/transcripts.js';
import { wordErrorRate } from '../../test/support/speech/wordErrorRate.js';
import type { Measure, Row } from '../Measure.js';
import { modelFolders, precisionsOf } from './models.js';
import { median, runAlone } from './runAlone.js';
import type { Transcription, TranscriptionTask } from './Transcription.js';

const engines = { autointel: 'transcribeOurs', 'transformers.js': 'transcribeReference' } as const;
const runs = 5;

export const speech: Measure = {
	name: 'speech',
	about: `a talk of two minutes, transcribed by us and by transformers.js' pipeline, the same model, samples and threads; the median of ${runs} runs, by turns, each in a process of its own`,
	async run() {
		const [talk] = transcripts.slice(-1);
		if (talk === undefined) return [];
		const rows: Row[] = [];
		for (const folder of modelFolders) {
			for (const precision of precisionsOf(folder)) {
				const task: TranscriptionTask = { folder, precision, file: talk.file, threads: availableParallelism() };
				const made = { autointel: [] as Transcription[], 'transformers.js': [] as Transcription[] };
				for (let run = 0; run < runs; run++) {
					for (const engine of ['autointel', 'transformers.js'] as const) made[engine].push(await runAlone(engines[engine], task));
				}
				for (const [engine, transcriptions] of Object.entries(made)) {
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
