import type { Quote } from './quote.js';

/**
 * A passage of the source in reading order: a cue, a sentence or a paragraph. Recordings and subtitles are timed, texts have lines.
 * `unreliable` passages are shown, never quoted, scored or indexed.
 */
export type Segment = TimedSegment | LineSegment;

interface SegmentBase {
	readonly text: string;
	/** Only where the source itself says who speaks. */
	readonly speaker?: string | undefined;
	/** 0 to 1, where the words were recognized rather than read. */
	readonly confidence?: number | undefined;
	readonly unreliable?: true | undefined;
}

export interface TimedSegment extends SegmentBase {
	/** Seconds. */
	readonly start: number;
	/** Seconds. */
	readonly end: number;
}

export interface LineSegment extends SegmentBase {
	/** Counted from 1. */
	readonly line: number;
}

/** Below this confidence a passage is marked wherever it is shown: about every third word may be wrong. */
const lowConfidence = 0.6;

/** Whether the words of a passage were recognized without being sure of them. */
export function isUncertain({ confidence }: Segment): boolean {
	return confidence !== undefined && confidence < lowConfidence;
}

/**
 * Words of a segment as a quote with its place. Without `words`: the whole segment.
 *
 * @example
 * ```ts
 * quoteOf({ text: 'We doubled the budget.', start: 12, end: 14.5, speaker: 'Mayor' });
 * // { quote: 'We doubled the budget.', start: 12, end: 14.5, speaker: 'Mayor' }
 * ```
 */
export function quoteOf(segment: Segment, words: string = segment.text): Quote {
	const speaker = segment.speaker === undefined ? {} : { speaker: segment.speaker };
	if ('line' in segment) return { quote: words, line: segment.line, ...speaker };
	const { start, end } = segment;
	return { quote: words, start, end, ...speaker, ...(isUncertain(segment) ? { uncertain: true } : {}) };
}
