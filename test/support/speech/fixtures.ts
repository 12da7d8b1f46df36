import { join } from 'node:path';
import { readAudio } from '#lib/transcription/audio/readAudio';
import type { AudioWindow } from '#lib/transcription/cutting/WindowCutter';
import { repository } from '../repository.js';

/** The small model that knows some 130 words. */
export const tinyModel = join(repository, 'test/fixtures/whisper-tiny');

/** Recordings of what it knows. */
export function clip(number: 1 | 2 | 3 | 4 | 5 | 6): string {
	return join(tinyModel, `audio/clip${number}.flac`);
}

/** All of a recording's sound: 16 kHz mono. */
export async function samplesOf(file: string): Promise<Float32Array> {
	const blocks: Float32Array[] = [];
	for await (const block of readAudio(file, { signal: new AbortController().signal })) blocks.push(block);
	const samples = new Float32Array(blocks.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const block of blocks) {
		samples.set(block, at);
		at += block.length;
	}
	return samples;
}

export function windowOf(samples: Float32Array, index = 0): AudioWindow {
	return { index, start: 30 * index, samples };
}
