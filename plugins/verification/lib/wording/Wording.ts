import type { Value } from '../english/Value.js';

/** How texts of a language are held against each other. Nothing is shown in these forms of words. */
export interface Wording {
	/** Figures and roles can be compared without a language model. */
	readonly comparesFigures: boolean;
	/** The words that say something, each once; without figures. */
	content(text: string): ReadonlySet<string>;
	/** All words: for finding names in. */
	all(text: string): ReadonlySet<string>;
	/** The words of a name that have to be there. */
	name(name: string): readonly string[];
	/** Figures that can be compared. */
	values(text: string): readonly Value[];
}

/** Whether words have all those of a name among them, whatever their case and endings. */
export function hasName(wording: Wording, words: ReadonlySet<string>, name: string): boolean {
	const wanted = wording.name(name);
	return wanted.length > 0 && wanted.every((word) => words.has(word));
}
