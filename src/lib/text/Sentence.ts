import type { Quote } from '#lib/workflow/quote';

/** A sentence of the source, or as much of one as could be put together. */
export interface Sentence {
	/** The words, joined where a sentence runs over several cues or lines. */
	readonly text: string;
	/** The same words as they stand in the source. One for recordings; one for each line where a sentence is wrapped over several. */
	readonly quotes: readonly [Quote, ...Quote[]];
	readonly speaker: string | undefined;
	/** Seconds of silence before it. 0 for texts. */
	readonly pause: number;
}
