import type { Position } from 'autointel';
import type { Passage } from './Passage.js';

/** A stretch of the source: of time for recordings and subtitles, of lines for texts. */
export interface Window {
	readonly at: Position;
	/** Of a stretch of lines. */
	readonly lastLine?: number;
	readonly passages: readonly Passage[];
}

const mostWindows = 12;
/** Seconds. */
const lengths = [15, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600];
const fewestPassages = 5;

/** At most 12 stretches, in order; those in which nothing is said are left out. */
export function windowsOf(passages: readonly Passage[]): Window[] {
	const end = passages.reduce((latest, { segment }) => Math.max(latest, 'line' in segment ? 0 : segment.end), 0);
	const length = lengths.find((length) => end / length <= mostWindows) ?? Math.ceil(end / mostWindows);
	const size = Math.max(fewestPassages, Math.ceil(passages.length / mostWindows));
	const groups = new Map<number, Passage[]>();
	for (const [number, passage] of passages.entries()) {
		const key = 'line' in passage.segment ? Math.floor(number / size) : Math.floor(passage.segment.start / length);
		const group = groups.get(key);
		if (group) group.push(passage);
		else groups.set(key, [passage]);
	}
	return [...groups].map(([key, group]) => {
		const [first, last] = [group.at(0)?.segment, group.at(-1)?.segment];
		return first && last && 'line' in first && 'line' in last
			? { at: { line: first.line }, lastLine: last.line, passages: group }
			: { at: { start: key * length, end: Math.min((key + 1) * length, end) }, passages: group };
	});
}
