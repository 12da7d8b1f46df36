import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { encodeWav } from '#lib/transcription/recognition/encodeWav';
import { samplesOf } from '../../test/support/speech/fixtures.js';
import { transcripts } from '../../test/support/speech/transcripts.js';
import type { Measure, Row } from '../Measure.js';
import { runAlone } from '../runAlone.js';
import { modelFolders } from '../speech/models.js';
import type { BotFigures, BotTask } from './bot.js';

/** Minutes of the recording that is transcribed meanwhile. */
const minutes = 10;

export const responsiveness: Measure = {
	name: 'responsiveness',
	about: `how long the event loop of the bot is held up while it has ${minutes} minutes of speech transcribed (goal: p99 under 10 ms, at most 50 ms); "idle" is the same process with nothing to do, which is what the machine itself costs`,
	async run() {
		const folder = await mkdtemp(join(tmpdir(), 'autointel-bench-'));
		try {
			const recording = join(folder, 'recording.wav');
			await writeRecording(recording);
			const rows: Row[] = [];
			for (const model of modelFolders) {
				for (const workers of [1, 2]) {
					const task: BotTask = { folder: join(folder, `${basename(model)}-${workers}`), recording, model, workers };
					const { idle, busy, seconds, peakMegabytes } = await runAlone<BotFigures>('responsiveness/bot', task);
					rows.push({
						model: basename(model),
						workers,
						'idle p99 ms': round(idle.p99),
						'idle max ms': round(idle.max),
						'p99 ms': round(busy.p99),
						'max ms': round(busy.max),
						'busiest ms of processor': round(busy.busiest),
						'real-time factor': Number((seconds / (60 * minutes)).toFixed(4)),
						'peak MB of the bot': Math.round(peakMegabytes)
					});
				}
			}
			return rows;
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}
};

/** The talk, over and over. */
async function writeRecording(file: string): Promise<void> {
	const talk = transcripts.at(-1);
	if (talk === undefined) throw new Error('there is no talk to transcribe');
	const samples = await samplesOf(talk.file);
	const whole = new Float32Array(minutes * 60 * 16_000);
	for (let at = 0; at < whole.length; at += samples.length) whole.set(samples.subarray(0, whole.length - at), at);
	writeFileSync(file, encodeWav(whole));
}

function round(milliseconds: number): number {
	return Number(milliseconds.toFixed(1));
}
