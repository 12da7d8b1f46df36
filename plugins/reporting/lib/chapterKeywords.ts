import type { PreparedSentence } from './PreparedSentence.js';

/**
 * The words that set each chapter apart from the others, as they are written in the source: single words, and pairs that come up
 * together more than once. Figures are no topics.
 */
export function chapterKeywords(
	chapters: readonly (readonly PreparedSentence[])[],
	{ most, preferred }: KeywordOptions
): readonly (readonly string[])[] {
	const counts = chapters.map(countPhrases);
	const everywhere = new Map<string, number>();
	/** The share of the chapters that a phrase is in. */
	const spread = new Map<string, number>();
	for (const [phrase, { count }] of counts.flatMap((counted) => [...counted])) {
		everywhere.set(phrase, (everywhere.get(phrase) ?? 0) + count);
		spread.set(phrase, (spread.get(phrase) ?? 0) + 1 / chapters.length);
	}
	const usual = [...everywhere.values()].reduce((sum, count) => sum + count, 0) / Math.max(1, chapters.length);
	return counts.map((counted) =>
		choose(
			[...counted]
				.filter(([, { length, count }]) => length === 1 || count > 1)
				.map(([phrase, { count, length, forms }]) => ({
					phrase,
					form: mostFrequent(forms),
					sure: length > 1 || preferred.has(phrase),
					// Class-based tf-idf: often in this chapter, rarely in all of them.
					score:
						count *
						Math.log(1 + usual / (everywhere.get(phrase) ?? 1)) *
						(1.2 - (spread.get(phrase) ?? 0)) *
						weightOf(phrase, length) *
						(preferred.has(phrase) ? 2 : 1)
				}))
				.sort((a, b) => b.score - a.score || (a.phrase < b.phrase ? -1 : 1)),
			most
		)
	);
}

/** Pairs say more than words, and in scripts with letters long words more than short ones. */
function weightOf(phrase: string, length: number): number {
	if (length > 1) return 1.6;
	return /\p{Lo}/u.test(phrase) ? 1 : Math.min(1, phrase.length / 6) ** 2;
}

interface KeywordOptions {
	readonly most: number;
	/** As they are compared: phrases that are known to be topics. */
	readonly preferred: ReadonlySet<string>;
}

interface Phrase {
	count: number;
	readonly length: number;
	readonly forms: Map<string, number>;
}

function countPhrases(sentences: readonly PreparedSentence[]): Map<string, Phrase> {
	const counted = new Map<string, Phrase>();
	const add = (words: PreparedSentence['words']) => {
		const key = words.map(({ folded }) => folded).join(' ');
		const form = words.map(({ text }) => text).join(' ');
		const phrase = counted.get(key) ?? { count: 0, length: words.length, forms: new Map<string, number>() };
		phrase.count += 1;
		phrase.forms.set(form, (phrase.forms.get(form) ?? 0) + 1);
		counted.set(key, phrase);
	};
	const topical = (word: PreparedSentence['words'][number] | undefined) => word?.content === true && /^\P{N}+$/u.test(word.folded);
	for (const { words, text } of sentences) {
		for (const [index, word] of words.entries()) {
			if (!topical(word)) continue;
			add([word]);
			const next = words[index + 1];
			if (next !== undefined && topical(next) && text.includes(`${word.text} ${next.text}`)) add([word, next]);
		}
	}
	return counted;
}

interface Ranked {
	readonly phrase: string;
	readonly form: string;
	/** Whether it is more than a lucky word: a pair, or known to be a topic. */
	readonly sure: boolean;
}

/** The sure ones first; a single word is taken only until there are two. */
function choose(ranked: readonly Ranked[], most: number): readonly string[] {
	const chosen: Ranked[] = [];
	for (const candidate of [...ranked.filter(({ sure }) => sure), ...ranked.filter(({ sure }) => !sure)]) {
		if (chosen.length >= (candidate.sure ? most : Math.min(most, 2))) break;
		const words = candidate.phrase.split(' ');
		// A word and the pair it is part of, or one word in two forms, would say the same twice.
		if (chosen.some(({ phrase }) => phrase.split(' ').some((other) => words.some((word) => alike(word, other))))) continue;
		chosen.push(candidate);
	}
	return chosen.map(({ form }) => form);
}

function alike(a: string, b: string): boolean {
	const [short, long] = a.length <= b.length ? [a, b] : [b, a];
	return short === long || (short.length >= 4 && long.startsWith(short) && long.length - short.length <= 2);
}

function mostFrequent(forms: ReadonlyMap<string, number>): string {
	return [...forms].reduce((best, form) => (form[1] > best[1] ? form : best), ['', 0] as [string, number])[0];
}
