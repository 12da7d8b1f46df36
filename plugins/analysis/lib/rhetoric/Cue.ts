import type { Technique } from './techniques.js';

/**
 * Wording that gives a technique away, in text as `plainEnglish` leaves it. A cue is narrow on purpose: it should miss rather than
 * accuse.
 */
export interface Cue {
	readonly technique: Technique;
	/** The wording, or where in a passage it begins. */
	readonly pattern: RegExp | ((passage: string) => number | undefined);
	/** Wording in the same passage that makes it harmless. */
	readonly unless?: RegExp;
	/** How many sentences of one speaker the wording may run over. Default: 1. */
	readonly sentences?: 2 | 3;
}

/** A pattern over several lines of code: line breaks and tabs are not part of it. */
export function wording(parts: TemplateStringsArray, ...lists: readonly string[]): RegExp {
	return new RegExp(String.raw(parts, ...lists).replace(/[\n\t]/g, ''), 'u');
}
