import { isCarried, type Segment } from 'autointel';
import type { NamedChapter } from './askBriefing.js';
import { describeChapters } from './describeChapters.js';
import { placeOf } from './placeOf.js';
import type { RankedSentence } from './rankSentences.js';

export interface ChapterStart {
	/** The number of its first sentence. */
	readonly sentence: number;
	/** What a model calls it. */
	readonly title?: string;
}

/** Where a model says that chapters begin, by the sentences of the source. */
export function startsOf(
	named: readonly NamedChapter[],
	sentences: readonly RankedSentence[],
	segments: readonly Segment[]
): readonly ChapterStart[] {
	return named.flatMap(({ line, title }) => {
		const place = placeOf(segments[line]);
		const sentence = sentences.findIndex((ranked) => placeOf(ranked.sentence.quotes[0]) >= place);
		return sentence < 0 ? [] : [{ sentence, title }];
	});
}

/**
 * Chapters from where they start. A title that a model gave stays where the words of its chapter bear it out, and `titleLanguage` is that of
 * the source; the others are named after their own words. `refused`: how many titles were not borne out.
 */
export function namedChapters(
	starts: readonly ChapterStart[],
	sentences: readonly RankedSentence[],
	phrases: ReadonlySet<string>,
	titleLanguage: string | undefined
): { readonly chapters: ReturnType<typeof describeChapters>; readonly refused: number } {
	const ordered = [...new Map([{ sentence: 0 } as ChapterStart, ...starts].map((start) => [start.sentence, start])).values()].sort(
		(a, b) => a.sentence - b.sentence
	);
	const slices = ordered.map(({ sentence }, index) => sentences.slice(sentence, ordered[index + 1]?.sentence));
	const titles = ordered.map(({ title }, index) => {
		if (title === undefined || titleLanguage === undefined) return undefined;
		const quotes = slices[index]?.flatMap(({ sentence }) => sentence.quotes) ?? [];
		return isCarried(title, { quotes }, titleLanguage) ? title : undefined;
	});
	const given = titleLanguage === undefined ? 0 : ordered.filter(({ title }) => title !== undefined).length;
	return { chapters: describeChapters(slices, phrases, titles), refused: given - titles.filter((title) => title !== undefined).length };
}
