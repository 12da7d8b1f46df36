import { open } from 'node:fs/promises';
import type { Sound } from '#lib/transcription/audio/Sound';
import type { WavHeader } from './readWavHeader.js';
import { wavEncodings } from './wavSamples.js';

const framesPerBlock = 16_384;

/** The samples of a WAV file, as far as the file goes. */
export async function* decodeWav(
	path: string,
	{ encoding, channels, rate, start, length }: WavHeader
): AsyncGenerator<Sound, void, undefined> {
	const { bytes, read } = wavEncodings[encoding];
	const frameBytes = bytes * channels;
	const block = new Uint8Array(framesPerBlock * frameBytes);
	const file = await open(path);
	try {
		for (let done = 0; done < length; ) {
			const { bytesRead } = await file.read(block, 0, Math.min(block.length, length - done), start + done);
			const frames = Math.floor(bytesRead / frameBytes);
			if (frames === 0) return;
			const view = new DataView(block.buffer, 0, frames * frameBytes);
			const sounds = Array.from({ length: channels }, () => new Float32Array(frames));
			for (const [channel, samples] of sounds.entries()) {
				for (let frame = 0; frame < frames; frame++) samples[frame] = read(view, frame * frameBytes + channel * bytes);
			}
			yield { rate, channels: sounds };
			done += frames * frameBytes;
		}
	} finally {
		await file.close();
	}
}
