import type { Cue } from './Cue.js';

/**
 * Live and automatic captions roll up: each cue repeats the line before it, or the words so far. Here every line is kept once, at the
 * time it first appeared. Files that do not roll up are left as they are: people do say the same thing twice.
 */
export function mergeRollUp(cues: readonly Cue[]): readonly Cue[] {
	const merged: Cue[] = [];
	let signs = 0;
	let previous: Cue | undefined;
	for (const cue of cues) {
		const shown = previous && cue.start - previous.end <= maxGap ? linesOf(previous) : undefined;
		const lines = linesOf(cue);
		const last = merged.at(-1);
		previous = cue;
		const repeat = shown && lines && last ? carriedOver(shown, lines) : nothing;
		if (!lines || !last || repeat.lines === 0) {
			merged.push(cue);
			continue;
		}
		const fresh = lines.slice(repeat.lines);
		const instant = cue.end - cue.start <= maxInstant;
		if (fresh.length > 0 || repeat.grew || instant) signs += 1;
		if (repeat.grew) {
			const words = lines.slice(repeat.lines - 1);
			const before = linesOf(last) ?? [];
			if (words[0]?.startsWith(before.at(-1) ?? words[0])) {
				const voices = [{ lines: [...before.slice(0, -1), ...words] }];
				merged[merged.length - 1] = { ...last, end: Math.max(last.end, cue.end), voices };
			} else merged.push({ ...cue, voices: [{ lines: words }] });
		} else if (fresh.length > 0) merged.push({ ...cue, voices: [{ lines: fresh }] });
		else if (instant) merged[merged.length - 1] = { ...last, end: Math.max(last.end, cue.end) };
		else if (shown?.length === lines.length) merged.push(cue);
	}
	return signs >= 2 && signs >= cues.length * 0.25 ? merged : cues;
}

/** Seconds between two cues that still belong to one screen. */
const maxGap = 0.5;
/** Seconds. YouTube writes cues of 10 ms that only hold the screen. */
const maxInstant = 0.05;

const nothing = { lines: 0, grew: false };

/** How many lines at the head of `next` were on the screen already, and whether the last of them has grown since. */
function carriedOver(shown: readonly string[], next: readonly string[]): { lines: number; grew: boolean } {
	for (let count = Math.min(shown.length, next.length); count > 0; count -= 1) {
		const tail = shown.slice(-count);
		const grown = next[count - 1]?.startsWith(`${tail[count - 1]} `) ?? false;
		if (tail.slice(0, -1).every((line, number) => line === next[number]) && (grown || tail[count - 1] === next[count - 1])) {
			return { lines: count, grew: grown };
		}
	}
	return nothing;
}

/** Captions that roll up name no voices. */
function linesOf(cue: Cue): readonly string[] | undefined {
	const [voice, ...others] = cue.voices;
	return voice && others.length === 0 && voice.speaker === undefined ? voice.lines : undefined;
}
