import { type Quote, quoteOf } from 'autointel';
import type { Passage } from './Passage.js';
import type { Window } from './windows.js';

export interface ScoredQuote {
	readonly score: number;
	readonly quote: Quote;
}

/** Sentiment over the stretches of the source, and the passages with the strongest words. */
export function sentimentOf(windows: readonly Window[]) {
	const passages = windows.flatMap((window) => window.passages);
	return {
		by: 'vader' as const,
		score: meanScore(passages),
		windows: windows.map(({ passages, ...place }) => ({
			...place,
			score: meanScore(passages),
			passages: passages.length,
			words: passages.reduce((sum, { count }) => sum + count, 0)
		})),
		mostPositive: strongest(passages, 1),
		mostNegative: strongest(passages, -1)
	};
}

const quoted = 3;
/** A score that one mild word does not reach. */
const strong = 0.3;
/** Shorter passages ("Thank you.") say little, whatever their words. */
const fewestWords = 4;
const enoughWords = 8;

function strongest(passages: readonly Passage[], sign: 1 | -1): ScoredQuote[] {
	const strength = ({ sentiment, count }: Passage) => sentiment * sign * Math.min(1, count / enoughWords);
	const candidates = passages.filter(({ sentiment, count }) => sentiment * sign >= strong && count >= fewestWords);
	const different = [...new Map(candidates.toReversed().map((passage) => [passage.segment.text, passage])).values()].toReversed();
	return different
		.sort((a, b) => strength(b) - strength(a))
		.slice(0, quoted)
		.map(({ sentiment, segment }) => ({ score: round(sentiment), quote: quoteOf(segment) }));
}

/** The passages' scores, weighed by their words. */
function meanScore(passages: readonly Passage[]): number {
	const words = passages.reduce((sum, { count }) => sum + count, 0);
	return words === 0 ? 0 : round(passages.reduce((sum, { sentiment, count }) => sum + sentiment * count, 0) / words);
}

function round(score: number): number {
	return Math.round(Math.max(-1, Math.min(1, score)) * 100) / 100;
}
