/** Transcribes a recording as autointel does: cut at pauses, four windows at a time, in English. Task: a TranscriptionTask. */
import { cutWindows } from '#lib/transcription/cutting/cutWindows';
import { WhisperModel } from '#lib/transcription/whisper/WhisperModel';
import { samplesOf } from '../../test/support/speech/fixtures.js';
import { type TranscriptionTask, timed } from './Transcription.js';

const { folder, precision, file, threads } = JSON.parse(process.argv[2] ?? '') as TranscriptionTask;
const samples = await samplesOf(file);

const transcription = await timed(samples, async () => {
	const model = await WhisperModel.load(folder, { device: 'cpu', threads, variant: precision });
	return async (sound) => {
		const windows: Float32Array[] = [];
		for await (const window of cutWindows(inOne(sound))) windows.push(window.samples);
		const texts: string[] = [];
		for (let at = 0; at < windows.length; at += 4) {
			const recognized = await model.recognize(windows.slice(at, at + 4), { language: 'en', task: 'transcribe' });
			texts.push(...recognized.flatMap(({ segments }) => segments.map(({ text }) => text)));
		}
		return texts.join(' ');
	};
});
console.log(JSON.stringify(transcription));

async function* inOne(sound: Float32Array): AsyncGenerator<Float32Array> {
	yield sound;
}
