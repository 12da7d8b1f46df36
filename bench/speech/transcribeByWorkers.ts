/** Transcribes a recording as autointel does: cut at pauses, in chunks, by child processes. Task: a TranscriptionTask. */
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { cutWindows } from '#lib/transcription/cutting/cutWindows';
import type { AudioWindow } from '#lib/transcription/cutting/WindowCutter';
import { LocalRecognizer } from '#lib/transcription/recognition/LocalRecognizer';
import type { HeardWindow } from '#lib/transcription/recognition/Recognizer';
import { windowsPerChunk } from '#lib/transcription/SpeechChunk';
import { silentLogger } from '../../test/support/silentLogger.js';
import { samplesOf } from '../../test/support/speech/fixtures.js';
import { PeakWatch } from '../PeakWatch.js';
import { type Precision, precisions } from './models.js';
import { type TranscriptionTask, timed } from './Transcription.js';

const { folder, precision, file, workers } = JSON.parse(process.argv[2] ?? '') as TranscriptionTask;
const model = await onlyIn(precision);
const source = { name: 'model', identity: 'model', isHere: () => Promise.resolve(true), folder: () => Promise.resolve(model) };
const recognizer = new LocalRecognizer(source, { device: 'cpu', workers, logger: silentLogger });
const samples = await samplesOf(file);
const watch = new PeakWatch({ whisperHost: 'recognizes' });
try {
	const transcription = await timed(samples, async () => {
		const second: AudioWindow = { index: 0, start: 0, samples: new Float32Array(16_000) };
		await Promise.all(Array.from({ length: workers }, () => hear([second])));
		return transcribe;
	});
	console.log(JSON.stringify({ ...transcription, peakMegabytes: watch.stop()['recognizes'] }));
} finally {
	await recognizer.close();
	await rm(model, { recursive: true, force: true });
}

async function transcribe(sound: Float32Array): Promise<string> {
	const windows: AudioWindow[] = [];
	for await (const window of cutWindows(inOne(sound))) windows.push(window);
	const chunks = Array.from({ length: Math.ceil(windows.length / windowsPerChunk) }, (_, index) => {
		return windows.slice(index * windowsPerChunk, (index + 1) * windowsPerChunk);
	});
	const heard = await pMap(chunks, hear, { concurrency: workers });
	return heard
		.flat()
		.flatMap(({ segments }) => segments.map(({ text }) => text))
		.join(' ');
}

function hear(windows: readonly AudioWindow[]): Promise<readonly HeardWindow[]> {
	return recognizer.recognize(windows, { language: 'en', task: 'transcribe', glossary: [] }, new AbortController().signal);
}

/** A folder with the model in one precision: autointel takes the one that is best for the device. */
async function onlyIn(wanted: Precision): Promise<string> {
	const made = await mkdtemp(join(tmpdir(), 'autointel-bench-'));
	await mkdir(join(made, 'onnx'));
	const networks = ['encoder_model', 'decoder_model_merged'].map((name) => join('onnx', `${name}${precisions[wanted].suffix}.onnx`));
	const others = (await readdir(folder)).filter((name) => name.endsWith('.json'));
	for (const name of [...others, ...networks]) await symlink(join(folder, name), join(made, name));
	return made;
}

async function* inOne(sound: Float32Array): AsyncGenerator<Float32Array> {
	yield sound;
}
