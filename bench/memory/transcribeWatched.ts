/** Transcribes a recording and prints the most memory of each process that took part. Task: a WatchedTask. */

import { LocalRecognizer } from '#lib/transcription/recognition/LocalRecognizer';
import type { Recognizer } from '#lib/transcription/recognition/Recognizer';
import { Speech } from '#lib/transcription/Speech';
import { silentLogger } from '../../test/support/silentLogger.js';
import { PeakWatch } from '../PeakWatch.js';

export interface WatchedTask {
	readonly recording: string;
	/** The model's folder. Absent: the recording is read and cut, and nobody listens. */
	readonly model?: string;
}

export interface Watched {
	readonly audioSeconds: number;
	readonly seconds: number;
	/** Megabytes, by what the process does. */
	readonly peaks: Readonly<Record<string, number>>;
}

const { recording, model } = JSON.parse(process.argv[2] ?? '') as WatchedTask;
const speech = new Speech(model === undefined ? deaf() : hearing(model), { ffmpegPath: 'ffmpeg', logger: silentLogger });
const watch = new PeakWatch({ readerHost: 'reads and cuts', 'aac/program': 'decodes AAC', whisperHost: 'recognizes', ffmpeg: 'ffmpeg' });
const begun = performance.now();
const options = { name: 'recording', language: 'en', task: 'transcribe', glossary: [], from: 0, maxSeconds: 20_000 } as const;
let audioSeconds = 0;
for await (const event of speech.transcribe(recording, { ...options, signal: new AbortController().signal })) {
	if (event.type === 'ended') audioSeconds = event.seconds;
}
const seconds = (performance.now() - begun) / 1000;
const watched: Watched = { audioSeconds, seconds, peaks: watch.stop() };
await speech.close();
console.log(JSON.stringify(watched));

function hearing(folder: string): LocalRecognizer {
	const source = { name: 'model', identity: 'model', isHere: () => Promise.resolve(true), folder: () => Promise.resolve(folder) };
	return new LocalRecognizer(source, { device: 'cpu', workers: 1, logger: silentLogger });
}

function deaf(): Recognizer {
	return {
		engine: { engine: 'whisper', model: 'none', identity: 'none' },
		concurrency: 1,
		prepare: () => Promise.resolve(),
		recognize: async (windows) => windows.map(() => ({ language: 'en', segments: [] })),
		close: () => Promise.resolve()
	};
}
