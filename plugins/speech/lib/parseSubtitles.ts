import type { Cue } from './Cue.js';
import { cueVoices } from './cueVoices.js';
import { parseText } from './mediaCaptions.js';
import { type RepairedBlocks, repairCueBlocks, type SubtitleFormat } from './repairCueBlocks.js';

export interface Subtitles {
	/** In the order of their times. */
	readonly cues: readonly Cue[];
	/** As the file's header says, unchecked. */
	readonly language?: string;
	/** What was wrong with the file, for people. */
	readonly notes: readonly string[];
}

/** `undefined` where the text is no subtitle file of that format: no `WEBVTT` at its head, or no cue in it. */
export async function parseSubtitles(text: string, format: SubtitleFormat): Promise<Subtitles | undefined> {
	const body = text.replace(/^\uFEFF/, '');
	if (format === 'vtt' && !/^WEBVTT(?=\s|$)/.test(body)) return undefined;
	const blocks = repairCueBlocks(body, format);
	const parsed = await parseText(blocks.text, { type: format });
	if (parsed.cues.length === 0) return undefined;
	const cues = parsed.cues
		.map(({ startTime, endTime, text }) => ({ start: toMilliseconds(startTime), end: toMilliseconds(endTime), voices: cueVoices(text) }))
		.filter(({ voices }) => voices.length > 0);
	const sorted = cues.toSorted((a, b) => a.start - b.start || a.end - b.end);
	const language = parsed.metadata.Language;
	return { cues: sorted, ...(language ? { language } : {}), notes: notesOn(blocks, cues) };
}

/** The parser adds fractions up: 1.356 comes as 1.3559999999999999. */
function toMilliseconds(seconds: number): number {
	return Math.round(seconds * 1000) / 1000;
}

function notesOn({ unreadable, reversed }: RepairedBlocks, cues: readonly Cue[]): string[] {
	const early = cues.filter(({ start }, number) => start < (cues[number - 1]?.start ?? 0)).length;
	const notes = [];
	if (unreadable > 0) notes.push(`Left out: ${count(unreadable, 'cue')} with a timing line that cannot be read.`);
	if (reversed.length > 0)
		notes.push(`Left out: ${count(reversed.length, 'cue')} with an end that is not after the start (the first at ${reversed[0]} s).`);
	if (early > 0) notes.push(`The file goes back in time in ${count(early, 'place')}: its cues were sorted.`);
	return notes;
}

function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
