/** The child process that reads one recording: started by AudioReader. Decoding strangers' files is the part that breaks. */
import { serveParent } from '#lib/children/serveParent';
import { StageFailure } from '#lib/errors/StageFailure';
import { AudioError } from '#lib/transcription/audio/AudioError';
import { type AudioNotice, probeAudio, readAudio } from '#lib/transcription/audio/readAudio';
import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { cutWindows } from '#lib/transcription/cutting/cutWindows';
import type { AudioWindow } from '#lib/transcription/cutting/WindowCutter';
import type { ReaderHost, ReaderParent, ReadRequest } from './protocol.js';

/** How often the parent hears that we are alive, in milliseconds. */
const aliveEveryMs = 500;

const { signal } = new AbortController();
const notices: AudioNotice[] = [];
let request: ReadRequest | undefined;
let windows: AsyncGenerator<AudioWindow> | undefined;
let samples = 0;

const host: ReaderHost = {
	async open(asked) {
		request = asked;
		return inWords(() => probeAudio(asked.file, { name: asked.name, ffmpegPath: asked.ffmpegPath, signal }));
	},
	async next() {
		if (!request) throw new Error('nothing is open');
		const { skip } = request;
		windows ??= cutWindows(counted(request));
		const source = windows;
		return inWords(async () => {
			for (;;) {
				const { value, done } = await source.next();
				if (done) return { seconds: samples / sampleRate, notices };
				if (value.index >= skip) return value;
			}
		});
	}
};

const parent = serveParent<ReaderParent>(host);

async function* counted({ file, ...options }: ReadRequest): AsyncGenerator<Float32Array> {
	let told = performance.now();
	for await (const block of readAudio(file, { ...options, signal, onNotice: (notice) => notices.push(notice) })) {
		samples += block.length;
		const now = performance.now();
		if (now - told >= aliveEveryMs) {
			told = now;
			parent.tell('alive', samples / sampleRate);
		}
		yield block;
	}
}

/** What is wrong with a recording stays wrong. */
async function inWords<Value>(work: () => Promise<Value>): Promise<Value> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof AudioError)) throw error;
		throw new StageFailure(error.code, error.message, error.hint === undefined ? {} : { hint: error.hint });
	}
}
