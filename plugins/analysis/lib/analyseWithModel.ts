/** The language of a source that only a model can read: its names and phrases are counted here, its tone is as the model judges it. */
import { type Position, type Segment, supportedLocales } from 'autointel';
import type { AskedLanguage, AskedPart } from './askLanguage.js';
import { countMentions } from './countMentions.js';
import type { LanguageOutput } from './languageOutput.js';
import { mostPerType } from './mostPerType.js';
import { positionOf } from './Passage.js';

const mostPhrases = 15;
const mostTopics = 8;
const fewestMentions = 3;
const quoted = 3;

export function analyseWithModel({ parts, names, phrases }: AskedLanguage, language: string): Omit<LanguageOutput, 'modelWork'> {
	const segmenter = new Intl.Segmenter(supportedLocales(language), { granularity: 'word' });
	const wordsIn = (text: string) => [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).length;
	const windows = parts.map((part) => ({
		...placeOf(part.segments),
		score: round(part.tone),
		passages: part.segments.length,
		words: part.segments.reduce((sum, { text }) => sum + wordsIn(text), 0)
	}));
	const words = windows.reduce((sum, window) => sum + window.words, 0);
	return {
		language,
		words,
		passages: windows.reduce((sum, { passages }) => sum + passages, 0),
		sentiment: {
			by: 'model',
			score: words === 0 ? 0 : round(windows.reduce((sum, window) => sum + window.score * window.words, 0) / words),
			windows,
			mostPositive: strongest(parts, 1),
			mostNegative: strongest(parts, -1)
		},
		keyPhrases: phrases.slice(0, mostPhrases).map(({ phrase, count, first }) => ({ phrase, count, weight: count, first })),
		topics: phrases
			.filter(({ count }) => count >= fewestMentions)
			.toSorted((a, b) => b.count - a.count)
			.slice(0, mostTopics)
			.map(({ phrase, count, first }) => ({ topic: phrase, count, phrases: [], busiest: busiest(phrase, parts), first })),
		entities: mostPerType(names),
		entitiesFound: names.length,
		readabilityReason: 'readability, which is measured for English only',
		span: placeOf(parts.flatMap(({ segments }) => segments)).at
	};
}

/** From the first segment to the last. */
function placeOf(segments: readonly Segment[]): { readonly at: Position; readonly lastLine?: number } {
	const [first, last] = [segments[0], segments.at(-1)];
	if (first === undefined || last === undefined) throw new TypeError('there is no passage to read');
	if ('line' in first && 'line' in last) return { at: { line: first.line }, lastLine: last.line };
	return { at: 'start' in first && 'end' in last ? { start: first.start, end: last.end } : positionOf(first) };
}

/** The stretch in which a phrase comes up most. */
function busiest(phrase: string, parts: readonly AskedPart[]): Position {
	const counts = parts.map(({ segments }) => countMentions(phrase, segments)?.count ?? 0);
	return placeOf(parts[counts.indexOf(Math.max(...counts))]?.segments ?? []).at;
}

function strongest(parts: readonly AskedPart[], sign: 1 | -1): LanguageOutput['sentiment']['mostPositive'] {
	return parts
		.flatMap((part) => part.strongest)
		.filter(({ score }) => score * sign > 0)
		.toSorted((a, b) => sign * (b.score - a.score))
		.slice(0, quoted)
		.flatMap(({ score, quote }) => quote.quotes.slice(0, 1).map((first) => ({ score: round(score), quote: first })));
}

function round(score: number): number {
	return Math.round(score * 100) / 100;
}
