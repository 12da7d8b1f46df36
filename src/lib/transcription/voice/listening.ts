import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { isEnough, type Passage } from './Passage.js';

/** What the network hears at once: 32 ms, and before it the end of what it heard last. */
const chunkSamples = 512;
const contextSamples = 64;
const chunkSeconds = chunkSamples / sampleRate;

const speaks = 0.5;
/** Where it begins to listen in the middle of a sound, the network takes some notes for voices, but is not so sure of them. */
const surelySpeaks = 0.9;

/** Listens to something, 36 ms at a time, and wants to know of each how probable it is that somebody speaks in it, 0 to 1. */
export type Listening<Result> = Generator<Float32Array, Result, number>;

/** Listens to a passage alone, until it is certain that its text can have been spoken: of speech, that takes a fraction. */
export function* glanceAt(passage: Passage): Listening<boolean> {
	let spoken = 0;
	for (const chunk of chunksOf(passage)) {
		if (isEnough(spoken, passage)) break;
		if ((yield stretchOf(passage.samples, chunk)) >= surelySpeaks) spoken += chunkSeconds;
	}
	return isEnough(spoken, passage);
}

/** Listens to a whole window. @returns whether a passage of it can have been spoken */
export function* attendTo(samples: Float32Array): Listening<(passage: Passage) => boolean> {
	const voices: boolean[] = [];
	for (let chunk = 0; chunk * chunkSamples < samples.length; chunk++) voices.push((yield stretchOf(samples, chunk)) >= speaks);
	return (passage) => isEnough(chunksOf(passage).filter((chunk) => voices[chunk]).length * chunkSeconds, passage);
}

function chunksOf({ start, end }: Passage): readonly number[] {
	const first = Math.floor(start / chunkSeconds);
	return Array.from({ length: Math.max(1, Math.ceil(end / chunkSeconds)) - first }, (_, index) => first + index);
}

/** With silence before the beginning and after the end of the window. */
function stretchOf(samples: Float32Array, chunk: number): Float32Array {
	const stretch = new Float32Array(contextSamples + chunkSamples);
	const from = chunk * chunkSamples - contextSamples;
	const part = samples.subarray(Math.max(0, from), Math.max(0, from + stretch.length));
	stretch.set(part, Math.max(0, -from));
	return stretch;
}
