import { fold, type Sentence, stopWordsFor } from 'autointel';
import type { BehaviourOutput } from './behaviourOutput.js';
import type { WordCounter } from './WordCounter.js';

const shortest = 3;
const longest = 8;
const fewestTimes = 3;
/** Long phrases are no accident the second time. */
const longEnoughForTwo = 5;
const fewestContentWords = 2;
const listed = 6;
const placesShown = 3;

interface Counted {
	readonly phrase: string;
	readonly length: number;
	readonly sentences: Set<Sentence>;
	count: number;
}

/** The phrases that come back most, each as long as it can be. In any language; without a list of stop words, length has to do. */
export function repetitionsOf(sentences: readonly Sentence[], language: string, counter: WordCounter): BehaviourOutput['repetitions'] {
	const stopWords = stopWordsFor(language) ?? new Set<string>();
	const counted = new Map<string, Counted>();
	for (const sentence of sentences) {
		const words = counter.words(sentence.text);
		for (let start = 0; start < words.length; start += 1) {
			for (let length = shortest; length <= Math.min(longest, words.length - start); length += 1) {
				const slice = words.slice(start, start + length);
				const key = slice.map(fold).join(' ');
				const known = counted.get(key) ?? { phrase: slice.join(' '), length, sentences: new Set<Sentence>(), count: 0 };
				counted.set(key, known);
				known.count += 1;
				known.sentences.add(sentence);
			}
		}
	}
	const repeated = [...counted].filter(([key, { count, length, sentences: places }]) => {
		const content = key.split(' ').filter((word) => !stopWords.has(word) && /\p{L}/u.test(word)).length;
		return places.size > 1 && content >= fewestContentWords && count >= (length >= longEnoughForTwo ? 2 : fewestTimes);
	});
	const kept: (readonly [string, Counted])[] = [];
	for (const entry of repeated.sort((a, b) => b[1].length * b[1].count - a[1].length * a[1].count || (a[0] < b[0] ? -1 : 1))) {
		// What overlaps a phrase that is listed already would repeat the report, too.
		if (kept.length < listed && !kept.some(([key]) => overlaps(key, entry[0]))) kept.push(entry);
	}
	return kept.map(([, { phrase, count, sentences: places }]) => ({
		phrase,
		count,
		quotes: [...places].slice(0, placesShown).flatMap(({ quotes }) => quotes)
	}));
}

function overlaps(one: string, other: string): boolean {
	const words = new Set(one.split(' '));
	const others = other.split(' ');
	return ` ${one} `.includes(` ${other} `) || others.filter((word) => words.has(word)).length >= others.length - 1;
}
