import type { Segment } from 'autointel';
import { readPassage } from '../../../plugins/analysis/lib/english.js';
import type { Passage } from '../../../plugins/analysis/lib/Passage.js';
import { sentimentOfText } from '../../../plugins/analysis/lib/vader.js';

/** Segments of two seconds each. */
export function timed(texts: readonly string[]): Segment[] {
	return texts.map((text, number) => ({ text, start: number * 2, end: number * 2 + 2 }));
}

export function lined(texts: readonly string[]): Segment[] {
	return texts.map((text, number) => ({ text, line: number + 1 }));
}

export function read(segments: readonly Segment[]): Passage[] {
	return segments.map((segment) => ({
		...readPassage(segment.text),
		segment,
		sentiment: sentimentOfText(segment.text),
		count: segment.text.split(/\s+/).length
	}));
}
