/** Keeps lexicons and patterns made for English away from everything else. */

/**
 * Why an analysis made for English cannot be done; `undefined`: it can. A source that is only said to be English is told by its words.
 * `work`: the end of "only English can be …".
 */
export function whyNotEnglish(language: string, texts: readonly string[], work: string): string | undefined {
	if (language === 'und') return `the language is not known, and only English (en) can be ${work}: name it with the language option`;
	if (new Intl.Locale(language).language !== 'en') return `only English (en) can be ${work}, and this is in ${nameOfLanguage(language)}`;
	if (!hasEnglishWords(texts)) return `only English (en) can be ${work}: the source is said to be English, but its words are not`;
	return undefined;
}

/** A language for people, as in `German (de)`. */
export function nameOfLanguage(language: string): string {
	return `${new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language} (${language})`;
}

/** The small words that make up a third and more of any English text, without those that other languages have too. */
const smallWords: ReadonlySet<string> = new Set(
	'the of and to is it that for you are with they be at this have from had by but we can not there were when your which their will would our been has he she my what who if do'.split(
		' '
	)
);
const fewestWords = 60;
const smallestShare = 0.12;

function hasEnglishWords(texts: readonly string[]): boolean {
	const words = texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []);
	if (words.length < fewestWords) return true;
	return words.filter((word) => smallWords.has(word)).length / words.length >= smallestShare;
}
