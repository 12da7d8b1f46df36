import { readTiming, writeTiming } from './readTiming.js';

/**
 * Brings the blocks of a subtitle file into the one shape that the parser reads without losing words. Files in the wild have no blank
 * line between cues, times in many spellings, blank lines inside a cue.
 */
export interface RepairedBlocks {
	readonly text: string;
	/** Timing lines that name no time. Their cues are left out. */
	readonly unreadable: number;
	/** The start, in seconds, of each cue that does not end after it starts. These cues are left out. */
	readonly reversed: readonly number[];
}

export type SubtitleFormat = 'vtt' | 'srt';

// The parser takes the first line of a cue's text for a setting when it looks like one.
const settingLine = /^\s*(?:region|vertical|line|position|size|align)[:=]/;

export function repairCueBlocks(text: string, format: SubtitleFormat): RepairedBlocks {
	const lines = text.split(/\r\n|\n|\r/);
	const repaired: string[] = [];
	const reversed: number[] = [];
	let unreadable = 0;
	let index = 0;
	let place: 'outside' | 'timing' | 'text' = 'outside';
	for (const [number, line] of lines.entries()) {
		const timing = readTiming(line);
		if (timing === undefined) {
			const blank = line.trim() === '';
			// WebVTT ends a cue at an empty line, but not at one of white space. SubRip files have both inside cues.
			if (blank && place !== 'outside' && (format === 'srt' || line !== '')) continue;
			// Any tag will do to hide the line from the parser: all of them are taken out later.
			repaired.push(place === 'timing' && settingLine.test(line) ? `<c>${line}` : line);
			place = blank || place === 'outside' ? 'outside' : 'text';
			continue;
		}
		const before = lines[number - 1]?.trim() ?? '';
		if (/^\d+$/.test(before) && ((lines[number - 2]?.trim() ?? '') === '' || Number(before) === index + 1)) {
			index = Number(before);
			if (repaired.at(-1)?.trim() === before) repaired.pop();
		}
		repaired.push('');
		place = 'outside';
		if (timing === 'unreadable') unreadable += 1;
		else if (timing.end <= timing.start) reversed.push(timing.start);
		else {
			repaired.push(writeTiming(format === 'vtt' ? timing : { ...timing, settings: '' }));
			place = 'timing';
		}
	}
	return { text: repaired.join('\n'), unreadable, reversed };
}
