import type { Quote } from 'autointel';

/** A statement of the source that is worth checking. */
export interface FoundClaim {
	/** As it stands in the source: a sentence, or the part of one that can be true or false by itself. */
	readonly text: string;
	/** The same words with their place. */
	readonly quotes: readonly [Quote, ...Quote[]];
	readonly speaker?: string;
	/** Names of what it speaks about, as far as they are said in it or right before it. */
	readonly about: readonly string[];
	/** Names that are said around it: they tell its subject from another thing of the same name. */
	readonly near: readonly string[];
	/** What `it` or `they` at its beginning stands for, where the sentence before says so. */
	readonly antecedent?: string;
	/** 0 to 1. */
	readonly worth: number;
}
