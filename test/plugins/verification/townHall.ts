import { readFile } from 'node:fs/promises';
import type { Segment, StageOutputs } from 'autointel';

export interface Planted {
	readonly type: 'claim' | 'fallacy' | 'contradiction';
	readonly label: string;
	readonly quote: string;
	readonly start: number;
	readonly truth?: 'true' | 'false' | 'contradicted';
	readonly against?: { readonly quote: string; readonly start: number };
}

const folder = new URL('../../../examples/', import.meta.url);

/** The example as a transcript. Read without a parser of ours, so that a mistake there hides none here. */
export async function townHall(): Promise<readonly Segment[]> {
	const file = await readFile(new URL('town-hall.vtt', folder), 'utf8');
	const cues = file.matchAll(/^(\d+):(\d+):([\d.]+) --> (\d+):(\d+):([\d.]+)\n<v ([^>]+)>(.+)$/gmu);
	return [...cues].map(([, h1, m1, s1, h2, m2, s2, speaker = '', text = '']) => ({
		start: seconds(h1, m1, s1),
		end: seconds(h2, m2, s2),
		speaker,
		text
	}));
}

function seconds(hours = '', minutes = '', rest = ''): number {
	return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)) * 1000) / 1000;
}

export async function planted(): Promise<readonly Planted[]> {
	return JSON.parse(await readFile(new URL('town-hall.planted.json', folder), 'utf8'));
}

export function transcription(segments: readonly Segment[], language = 'en'): StageOutputs['transcription'] {
	return { engine: 'subtitles', language, languageBasis: 'requested', speakers: [], segments: [...segments] };
}
