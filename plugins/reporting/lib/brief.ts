/** Chapters and takeaways of a transcript without a model. Every sentence in it is one of the source. */
import { fold } from 'autointel';
import type { BriefingOutput } from './briefingOutput.js';
import { chapterStarts } from './chapterStarts.js';
import { describeChapters } from './describeChapters.js';
import { diversify } from './diversify.js';
import type { RankedSentence } from './rankSentences.js';
import { type ReadTranscript, readTranscript, type Transcript } from './readTranscript.js';

export interface BriefOptions {
	/** Phrases that are known to be topics of the source: preferred in the titles of chapters. */
	readonly phrases?: readonly string[] | undefined;
}

/** What is said of a source: without what the stage adds about how it was done. */
export type Briefing = Pick<BriefingOutput, 'chapters' | 'takeaways' | 'sentences' | 'knowsLanguage'>;

/** No chapters and no takeaways where the transcript has no sentence that could be quoted. */
export function brief(transcript: Transcript, options: BriefOptions = {}): Briefing {
	return briefRead(readTranscript(transcript), options);
}

export function briefRead({ sentences, knowsLanguage }: ReadTranscript, { phrases = [] }: BriefOptions = {}): Briefing {
	const starts = chapterStarts(
		sentences.map(({ sentence }) => sentence),
		chapterCount(sentences)
	);
	const chapters = starts.map((start, index) => sentences.slice(start, starts[index + 1]));
	return {
		chapters: describeChapters(chapters, new Set(phrases.map(fold))),
		takeaways: choose(chapters, sentences.length),
		sentences: sentences.length,
		knowsLanguage
	};
}

const wordsPerMinute = 150;

/** Three for a few minutes, five for ten, twelve for an hour and longer; none shorter than four sentences. */
function chapterCount(sentences: readonly RankedSentence[]): number {
	const minutes = sentences.reduce((sum, { sentence }) => sum + sentence.words.length, 0) / wordsPerMinute;
	const wanted = Math.min(12, Math.max(3, Math.round(1.5 * Math.sqrt(minutes))));
	return Math.max(1, Math.min(wanted, Math.floor(sentences.length / 4)));
}

function choose(chapters: readonly (readonly RankedSentence[])[], sentences: number): Briefing['takeaways'] {
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
			worded: 'source' as const,
			quotes: [...sentence.quotes],
			chapter: group,
			score: Math.round(score * 1000) / 1000
		}));
}
