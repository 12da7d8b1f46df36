import { fold, stopWordsFor, supportedLocales } from 'autointel';
import type { Wording } from './Wording.js';

/** For any language: what can be done without its grammar. Figures are left to whoever understands the text. */
export function plainWording(language: string): Wording {
	const segmenter = new Intl.Segmenter(supportedLocales(language), { granularity: 'word' });
	const stopWords = stopWordsFor(language) ?? new Set();
	const words = (text: string) => [...segmenter.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike ? [fold(segment)] : []));
	const isWord = (word: string) => /\p{L}/u.test(word) && !stopWords.has(word);
	return {
		comparesFigures: false,
		content: (text) => new Set(words(text).filter(isWord).map(beginning)),
		all: (text) => new Set(words(text).map(beginning)),
		name: (name) => words(name).map(beginning),
		values: () => []
	};
}

/** `Brücke` and `Brücken` are the same in languages that change the ends of words. */
function beginning(word: string): string {
	return word.length > 5 ? word.slice(0, Math.max(5, Math.ceil(word.length * 0.6))) : word;
}
