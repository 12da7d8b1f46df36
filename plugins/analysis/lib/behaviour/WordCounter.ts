import { supportedLocales } from 'autointel';

/** Counts words in any language that Unicode can cut into words. */
export class WordCounter {
	readonly #segmenter: Intl.Segmenter;

	/** `language`: a BCP 47 tag, `und` where it is not known. */
	public constructor(language: string) {
		this.#segmenter = new Intl.Segmenter(supportedLocales(language), { granularity: 'word' });
	}

	public words(text: string): string[] {
		return [...this.#segmenter.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
	}

	public count(text: string): number {
		return this.words(text).length;
	}
}
