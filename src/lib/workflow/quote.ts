/**
 * Words as they stand in the source. Recordings and subtitles: `start` and `end` in seconds from the beginning. Texts: `line`, counted
 * from 1. `quote` is verbatim but for white space.
 */
export type Quote = TimedQuote | LineQuote;

export interface TimedQuote {
	readonly quote: string;
	/** Seconds. */
	readonly start: number;
	/** Seconds. */
	readonly end: number;
	readonly speaker?: string;
	/** The words were recognized, and the recognizer was not sure of them. */
	readonly uncertain?: true;
}

export interface LineQuote {
	readonly quote: string;
	/** Counted from 1. */
	readonly line: number;
	readonly speaker?: string;
}

/** A place in the source that is pointed at without repeating its words. */
export type Position = { readonly start: number; readonly end: number } | { readonly line: number };
