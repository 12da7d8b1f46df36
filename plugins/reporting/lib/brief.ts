/** Chapters and takeaways of a transcript. Every sentence in it is one of the source. */
import { fold, type Position, readSentences, type Segment, type Sentence } from 'autointel';
import type { BriefingOutput } from './briefingOutput.js';
import { chapterKeywords } from './chapterKeywords.js';
import { chapterStarts } from './chapterStarts.js';
import { diversify } from './diversify.js';
import { type PreparedSentence, prepare } from './PreparedSentence.js';
import { type RankedSentence, rankSentences } from './rankSentences.js';
import { WordReader } from './WordReader.js';

export interface Transcript {
	/** A BCP 47 tag; `und` where it is not known. */
	readonly language: string;
	readonly segments: readonly Segment[];
}

export interface BriefOptions {
	/** Phrases that are known to be topics of the source: preferred in the titles of chapters. */
	readonly phrases?: readonly string[] | undefined;
}

/** No chapters and no takeaways where the transcript has no sentence that could be quoted. */
export function brief({ language, segments }: Transcript, options: BriefOptions = {}): BriefingOutput {
	const read = readSentences(segments, language);
	const reader = new WordReader(
		language,
		read.map(({ text }) => text)
	);
	const sentences = prepare(read, reader);
	const ranked = rankSentences(sentences);
	const starts = chapterStarts(sentences, chapterCount(sentences));
	const chapters = starts.map((start, index) => ranked.slice(start, starts[index + 1]));
	return {
		chapters: describe(chapters, new Set(options.phrases?.map(fold))),
		takeaways: choose(chapters, sentences.length),
		sentences: sentences.length,
		knowsLanguage: reader.knowsLanguage
	};
}

const wordsPerMinute = 150;

/** Three for a few minutes, five for ten, twelve for an hour and longer; none shorter than four sentences. */
function chapterCount(sentences: readonly PreparedSentence[]): number {
	const minutes = sentences.reduce((sum, { words }) => sum + words.length, 0) / wordsPerMinute;
	const wanted = Math.min(12, Math.max(3, Math.round(1.5 * Math.sqrt(minutes))));
	return Math.max(1, Math.min(wanted, Math.floor(sentences.length / 4)));
}

function describe(chapters: readonly (readonly RankedSentence[])[], phrases: ReadonlySet<string>): BriefingOutput['chapters'] {
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
				title: capitalized(words.length === 0 ? best.sentence.text : words.join(', ')),
				keywords: [...words],
				at: spanOf(first.sentence, last.sentence),
				quotes: [...best.sentence.quotes]
			}
		];
	});
}

function choose(chapters: readonly (readonly RankedSentence[])[], sentences: number): BriefingOutput['takeaways'] {
	const count = Math.min(12, Math.max(5, Math.round(0.7 * Math.sqrt(sentences))));
	const candidates = chapters.flatMap((chapter, group) => chapter.map((ranked) => ({ ...ranked, group })));
	// What nobody would quote (a greeting, a "yes") is left to sources that have nothing else.
	const worthy = candidates.filter(({ score }) => score > 0);
	const perChapter = Math.ceil(count / Math.max(1, chapters.length)) + 1;
	const chosen = diversify(worthy.length > 0 ? worthy : candidates, count, perChapter);
	return [...chosen]
		.sort((a, b) => b.score - a.score)
		.map(({ sentence, score, group }) => ({
			text: sentence.text,
			quotes: [...sentence.quotes],
			chapter: group,
			score: Math.round(score * 1000) / 1000
		}));
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
