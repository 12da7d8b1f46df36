import { fold } from '#lib/text/fold';
import { stopWordsFor } from '#lib/text/stopWords';

/** More say nothing more, and each costs a look into the index. */
const most = 16;
/** Words that ask, which no list of stop words has. */
const asking = new Set(['tell', 'say', 'said', 'says', 'know', 'known', 'anything', 'something', 'happen', 'happened']);

/** What a question asks about: its words without those that say nothing about a topic, each once. `language`: a BCP 47 tag. */
export function questionWords(question: string, language: string): readonly string[] {
	const stop = stopWordsFor(language) ?? new Set();
	const words = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(question)]
		.filter(({ isWordLike }) => isWordLike)
		.map(({ segment }) => fold(segment).replace(/'s?$/u, ''))
		.filter((word) => /[\p{L}\p{N}]/u.test(word) && !stop.has(word) && !asking.has(word));
	return [...new Set(words)].slice(0, most);
}
