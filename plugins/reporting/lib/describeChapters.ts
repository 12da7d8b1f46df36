import type { Position, Sentence } from 'autointel';
import type { BriefingOutput } from './briefingOutput.js';
import { chapterKeywords } from './chapterKeywords.js';
import type { RankedSentence } from './rankSentences.js';

/** Chapters as they are shown: named after the words that set them apart, unless `titles` names them, with their most telling sentence. */
export function describeChapters(
	chapters: readonly (readonly RankedSentence[])[],
	phrases: ReadonlySet<string>,
	titles: readonly (string | undefined)[] = []
): BriefingOutput['chapters'] {
	const keywords = chapterKeywords(
		chapters.map((chapter) => chapter.map(({ sentence }) => sentence)),
		{ most: 3, preferred: phrases }
	);
	return chapters.flatMap((chapter, index) => {
		const [first] = chapter;
		const last = chapter.at(-1);
		if (first === undefined || last === undefined) return [];
		const best = chapter.reduce((leader, other) => (other.score > leader.score ? other : leader), first);
		const words = keywords[index] ?? [];
		return [
			{
				title: titles[index] ?? capitalized(words.length === 0 ? best.sentence.text : words.join(', ')),
				keywords: [...words],
				start: first.position,
				at: spanOf(first.sentence, last.sentence),
				quotes: [...best.sentence.quotes]
			}
		];
	});
}

function spanOf(first: Sentence, last: Sentence): Position {
	const [start] = first.quotes;
	const end = last.quotes.at(-1) ?? start;
	if ('line' in start) return { line: start.line };
	return { start: start.start, end: 'line' in end ? start.end : Math.max(start.end, end.end) };
}

function capitalized(text: string): string {
	return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
