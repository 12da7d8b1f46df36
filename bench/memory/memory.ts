import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { ffmpeg } from '../../test/support/speech/media.js';
import { transcripts } from '../../test/support/speech/transcripts.js';
import type { Measure, Row } from '../Measure.js';
import { runAlone } from '../runAlone.js';
import { modelFolders } from '../speech/models.js';
import type { Watched, WatchedTask } from './transcribeWatched.js';

const hours = 4;
const minutes = 10;

/** What the talk is written as, once; its packets are then repeated. */
const formats: Readonly<Record<string, readonly string[]>> = {
	'talk.wav': ['-c:a', 'pcm_s16le'],
	'talk.mp3': ['-c:a', 'libmp3lame', '-b:a', '48k'],
	'talk.m4a': ['-c:a', 'aac', '-b:a', '48k'],
	'talk.opus': ['-c:a', 'libopus', '-b:a', '24k'],
	'talk.ogg': ['-c:a', 'libvorbis', '-q:a', '2'],
	'talk.webm': ['-c:a', 'libopus', '-b:a', '24k'],
	'talk.wma': ['-c:a', 'wmav2', '-b:a', '48k']
};

export const memory: Measure = {
	name: 'memory',
	about: `the most memory of each process in MB: while ${hours} hours of speech are read and cut (goal: 200 each), and while ${minutes} minutes are recognized, where the model decides; needs Linux and ffmpeg`,
	async run() {
		const folder = await mkdtemp(join(tmpdir(), 'autointel-bench-'));
		try {
			const rows: Row[] = [];
			for (const [name, args] of Object.entries(formats)) {
				const recording = await writeRecording(folder, name, args, (hours * 60) / 2);
				rows.push({ recording: `${hours} h ${extname(name)}`, ...(await figures({ recording })) });
				await rm(recording);
			}
			const recording = await writeRecording(folder, 'talk.wav', formats['talk.wav'] ?? [], minutes / 2);
			for (const model of modelFolders) {
				rows.push({ recording: `${minutes} min, ${basename(model)}`, ...(await figures({ recording, model })) });
			}
			return rows;
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}
};

/** The talk of two minutes, so many times. */
async function writeRecording(folder: string, name: string, args: readonly string[], times: number): Promise<string> {
	const once = await ffmpeg(transcripts.at(-1)?.file ?? '', args, join(folder, `once-${name}`));
	return ffmpeg({ file: once, times }, ['-c', 'copy'], join(folder, name));
}

async function figures(task: WatchedTask): Promise<Row> {
	const { audioSeconds, seconds, peaks } = await runAlone<Watched>('memory/transcribeWatched', task);
	const megabytes = Object.entries(peaks).map(([kind, peak]) => [kind, Math.round(peak)] as const);
	return { 'real-time factor': Number((seconds / audioSeconds).toFixed(4)), ...Object.fromEntries(megabytes) };
}
