import { writeFileSync } from 'node:fs';
import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { encodeWav } from '#lib/transcription/recognition/encodeWav';
import { clip, samplesOf } from './fixtures.js';

type Clip = Parameters<typeof clip>[0];

/** Where a clip begins in a recording, in seconds. */
export interface PlacedClip {
	readonly clip: Clip;
	readonly at: number;
}

const known = new Map<Clip, Promise<Float32Array>>();

function soundOf(number: Clip): Promise<Float32Array> {
	const sound = known.get(number) ?? samplesOf(clip(number));
	known.set(number, sound);
	return sound;
}

/** Writes a recording with clips at their places, and silence between them. Answers with its length in seconds. */
export async function writeRecording(file: string, clips: readonly PlacedClip[]): Promise<number> {
	const placed = await Promise.all(
		clips.map(async ({ clip: number, at }) => ({ from: Math.round(at * sampleRate), samples: await soundOf(number) }))
	);
	const length = Math.max(...placed.map(({ from, samples }) => from + samples.length)) + sampleRate;
	const sound = new Float32Array(length);
	for (const { from, samples } of placed) sound.set(samples, from);
	writeFileSync(file, encodeWav(sound));
	return length / sampleRate;
}

/** So many clips, one after the other, with pauses so long that each is a window of its own: a chunk holds four. */
export async function writeTalk(file: string, count: number): Promise<number> {
	const clips: PlacedClip[] = [];
	let at = 0;
	for (let index = 0; index < count; index++) {
		const number = ((index % 6) + 1) as Clip;
		clips.push({ clip: number, at });
		at += (await soundOf(number)).length / sampleRate + 6;
	}
	return writeRecording(file, clips);
}
