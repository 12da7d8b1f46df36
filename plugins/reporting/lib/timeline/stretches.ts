import type { Position } from 'autointel';
import type { PreparedSentence } from '../PreparedSentence.js';

/** A part of the source: of its time for recordings and subtitles, of its lines for texts. */
export interface Stretch {
	readonly at: Position;
	/** Of a stretch of lines. */
	readonly lastLine?: number;
	readonly sentences: readonly PreparedSentence[];
}

const most = 16;
/** Sentences: fewer show no trend. */
const fewestEach = 4;

/** Even parts, in order, also those in which nothing is said: a trend has to show silence. */
export function stretchesOf(sentences: readonly PreparedSentence[]): readonly Stretch[] {
	const count = Math.min(most, Math.floor(sentences.length / fewestEach));
	if (count < 2) return [];
	const end = Math.max(...sentences.map(endOf));
	const start = Math.min(...sentences.map(startOf));
	const timed = sentences.every(({ quotes: [quote] }) => 'start' in quote);
	const length = timed ? (end - start) / count : sentences.length / count;
	return Array.from({ length: count }, (_, number) => {
		const inside = sentences.filter((sentence, index) => {
			const place = timed ? startOf(sentence) - start : index;
			return Math.min(count - 1, Math.floor(place / length)) === number;
		});
		if (timed) return { at: { start: start + number * length, end: start + (number + 1) * length }, sentences: inside };
		return { at: { line: startOf(inside[0]) }, lastLine: endOf(inside.at(-1)), sentences: inside };
	});
}

function startOf(sentence: PreparedSentence | undefined): number {
	const quote = sentence?.quotes[0];
	return quote === undefined ? 0 : 'line' in quote ? quote.line : quote.start;
}

function endOf(sentence: PreparedSentence | undefined): number {
	const quote = sentence?.quotes.at(-1);
	return quote === undefined ? 0 : 'line' in quote ? quote.line : quote.end;
}
