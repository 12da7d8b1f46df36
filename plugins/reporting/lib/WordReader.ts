import { fold, stopWordsFor, supportedLocales } from 'autointel';

/** A word of a text as it is written, and as it is compared. */
export interface Word {
	readonly text: string;
	readonly folded: string;
	/** Stop words and single letters carry no topic. */
	readonly content: boolean;
}

/** Finds the words of a text, in any language that Unicode can cut into words. */
export class WordReader {
	readonly #segmenter: Intl.Segmenter;
	readonly #stopWords: ReadonlySet<string>;
	/** Whether there is a list of stop words for the language. */
	public readonly knowsLanguage: boolean;

	/**
	 * `language`: a BCP 47 tag, `und` where it is not known. `texts`: what will be read. Where there is no list of stop words, its most
	 * frequent words stand in for one.
	 */
	public constructor(language: string, texts: readonly string[]) {
		const stopWords = stopWordsFor(language);
		this.#segmenter = new Intl.Segmenter(supportedLocales(language), { granularity: 'word' });
		this.#stopWords = stopWords ?? new Set(mostFrequent(texts.flatMap((text) => this.#fold(text))));
		this.knowsLanguage = stopWords !== undefined;
	}

	public read(text: string): readonly Word[] {
		const words: Word[] = [];
		for (const { segment, isWordLike } of this.#segmenter.segment(text)) {
			if (!isWordLike) continue;
			const folded = fold(segment);
			words.push({ text: segment, folded, content: this.#isContent(folded) });
		}
		return words;
	}

	#fold(text: string): readonly string[] {
		return [...this.#segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => fold(segment));
	}

	#isContent(folded: string): boolean {
		if (this.#stopWords.has(folded)) return false;
		// Contractions: "don't" and "it's" are made of stop words even where the list has only their first half.
		const [stem = ''] = folded.split("'");
		if (stem !== folded && (this.#stopWords.has(stem) || this.#stopWords.has(stem.replace(/n$/u, '')))) return false;
		return /\p{N}/u.test(folded) || /[\p{Lo}]/u.test(folded) || folded.length > 1;
	}
}

/** In running text of any language, the words that make up nearly one in a hundred hold sentences together. Figures never do. */
const frequent = 0.008;
const fewestRepeats = 5;

function mostFrequent(words: readonly string[]): readonly string[] {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	const least = Math.max(fewestRepeats, words.length * frequent);
	return [...counts].filter(([word, count]) => count >= least && !/\p{N}/u.test(word)).map(([word]) => word);
}
