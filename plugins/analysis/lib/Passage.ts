import type { Position, Segment } from 'autointel';
import type { ReadPassage } from './english.js';

/** A reliable segment, and what was read in it. */
export interface Passage extends ReadPassage {
	readonly segment: Segment;
	/** From -1 to 1. */
	readonly sentiment: number;
	/** Words that are no punctuation. */
	readonly count: number;
}

export function positionOf(segment: Segment): Position {
	return 'line' in segment ? { line: segment.line } : { start: segment.start, end: segment.end };
}
