import { stopWordsFor } from 'autointel';
import { joinPhrases, stem } from './stem.js';

const stopWords: ReadonlySet<string> = stopWordsFor('en') ?? new Set();
/** Verbs that go with everything, and words that only colour. */
const empty = new Set(
	'no not nor be is are was were been being have has had do does did get got go goes went gone make made say says said take takes took put come still already even also just only ever never very really about around nearly almost roughly approximately exactly simply today now time year years day days'.split(
		' '
	)
);

/** The words of an English text that say something, as stems, each once; without figures. */
export function contentStems(text: string): ReadonlySet<string> {
	const words =
		joinPhrases(text)
			.toLowerCase()
			.match(/[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu) ?? [];
	return new Set(words.filter((word) => !empty.has(word) && !stopWords.has(word.replace('’', "'"))).map(stem));
}

/** Whether a text has all words of a name, whatever their case and endings. */
export function mentions(text: ReadonlySet<string>, name: string): boolean {
	const stems = nameStems(name);
	return stems.length > 0 && stems.every((word) => text.has(word));
}

export function nameStems(name: string): readonly string[] {
	return (name.toLowerCase().match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’]*/gu) ?? [])
		.filter((word) => !/^(?:the|of|and)$/.test(word))
		.map(stem);
}

/** All words, as stems: for finding names in. */
export function allStems(text: string): ReadonlySet<string> {
	return new Set((text.toLowerCase().match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’]*/gu) ?? []).map(stem));
}

/** Whether a statement says that something is not so. */
export function isNegated(text: string): boolean {
	return /\b(?:not|no|never|none|neither|nor|nobody|nothing|without|cannot)\b|n['’]t\b/iu.test(text);
}
