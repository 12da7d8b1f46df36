/**
 * Puts the sentences of a transcript together. Cues and lines break where the screen or the page is full, so a sentence may lie in several
 * segments; a segment may hold several sentences.
 */
import type { Quote } from '#lib/workflow/quote';
import { quoteOf, type Segment } from '#lib/workflow/transcript';
import type { Sentence } from './Sentence.js';
import { supportedLocales } from './supportedLocales.js';

/** Seconds: a longer silence ends a sentence. */
const longestPause = 3;
/** Characters. Without punctuation (some speech recognizers) a sentence would never end. */
const longestSentence = 320;
/** Characters: only a line that was filled up goes on in the next one. */
const fullLine = 40;

/** Passages that are marked as unreliable are left out, and nothing is joined across them. */
export function readSentences(segments: readonly Segment[], language: string): readonly Sentence[] {
	const segmenter = new Intl.Segmenter(supportedLocales(language), { granularity: 'sentence' });
	const goesOnAfter = writesOrdinalsWithDots(language) ? [abbreviation, ordinal] : [abbreviation];
	return passagesOf(segments).flatMap((passage) => sentencesOf(passage, segmenter, goesOnAfter));
}

interface Passage {
	readonly segments: Segment[];
	readonly pause: number;
}

/** Runs of segments in which a sentence can go on from one to the next. */
function passagesOf(segments: readonly Segment[]): readonly Passage[] {
	const passages: Passage[] = [];
	let previous: Segment | undefined;
	let spokenUntil: number | undefined;
	for (const segment of segments) {
		const pause = 'line' in segment || spokenUntil === undefined ? 0 : Math.max(0, segment.start - spokenUntil);
		if (!('line' in segment)) spokenUntil = Math.max(spokenUntil ?? 0, segment.end);
		if (segment.unreliable || segment.text.trim() === '') {
			previous = undefined;
			continue;
		}
		const last = passages.at(-1);
		if (last !== undefined && previous !== undefined && goesOn(previous, segment)) last.segments.push(segment);
		else passages.push({ segments: [segment], pause });
		previous = segment;
	}
	return passages;
}

function goesOn(previous: Segment, next: Segment): boolean {
	if (previous.speaker !== next.speaker) return false;
	if ('line' in previous || 'line' in next) {
		// The same line: let the segmenter decide again. The next line: only where the sentence is visibly open.
		if (!('line' in previous && 'line' in next)) return false;
		if (previous.line === next.line) return true;
		return next.line === previous.line + 1 && previous.text.length >= fullLine && !ends(previous.text) && !/^\p{Lu}/u.test(next.text);
	}
	return next.start - previous.end <= longestPause && next.start >= previous.start;
}

interface Piece {
	readonly segment: Segment;
	readonly text: string;
}

function sentencesOf({ segments, pause }: Passage, segmenter: Intl.Segmenter, goesOnAfter: readonly RegExp[]): readonly Sentence[] {
	let text = '';
	const starts: number[] = [];
	for (const segment of segments) {
		starts.push(text.length);
		text += `${segment.text.trim().replace(/\s+/gu, ' ')} `;
	}
	const piecesBetween = (from: number, to: number): readonly Piece[] =>
		segments.flatMap((segment, index) => {
			const start = starts[index] ?? 0;
			const end = starts[index + 1] ?? text.length;
			const words = text.slice(Math.max(from, start), Math.min(to, end)).trim();
			return from < end && to > start && words !== '' ? [{ segment, text: words }] : [];
		});
	return boundsOf(text, segmenter, goesOnAfter)
		.flatMap(([from, to]) => cut(piecesBetween(from, to)))
		.map((pieces, index) => sentenceOf(pieces, index === 0 ? pause : 0))
		.filter((sentence) => sentence !== undefined);
}

/** Abbreviations that the rules of Unicode take for the end of a sentence. */
const abbreviation =
	/(?:^|[\s("'“„])(?:Dr|Mr|Mrs|Ms|Prof|St|Sr|Jr|Hon|Rev|Gen|Sen|Rep|Gov|vs|cf|Nr|bzw|ca|Mme|Sra?|\p{Lu}|e\.g|i\.e|z\.B|d\.h)\.\s*$/u;

/** `am 12. März`: the end of a sentence only in languages that write ordinals otherwise. */
const ordinal = /(?:^|[^\p{L}\p{N}.,])\d{1,2}\.\s*$/u;

function writesOrdinalsWithDots(language: string): boolean {
	return /^(?:cs|da|de|et|fi|fo|hr|hu|is|lb|lv|nb|nn|no|sk|sl|sr)(?:-|$)/iu.test(language);
}

function boundsOf(
	text: string,
	segmenter: Intl.Segmenter,
	goesOnAfter: readonly RegExp[]
): readonly (readonly [from: number, to: number])[] {
	const bounds: [number, number][] = [];
	for (const { segment, index } of segmenter.segment(text)) {
		const last = bounds.at(-1);
		const before = last && text.slice(last[0], last[1]);
		if (last && before !== undefined && goesOnAfter.some((pattern) => pattern.test(before))) last[1] = index + segment.length;
		else bounds.push([index, index + segment.length]);
	}
	return bounds;
}

/** Cuts what is too long between two segments. */
function cut(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
	const parts: Piece[][] = [];
	let length = 0;
	for (const piece of pieces) {
		const last = parts.at(-1);
		if (last === undefined || length + piece.text.length > longestSentence) {
			parts.push([piece]);
			length = piece.text.length;
		} else {
			last.push(piece);
			length += piece.text.length;
		}
	}
	return parts;
}

function sentenceOf(pieces: readonly Piece[], pause: number): Sentence | undefined {
	const [first, ...others] = pieces;
	const last = pieces.at(-1);
	if (first === undefined || last === undefined) return undefined;
	const text = pieces.map((piece) => piece.text).join(' ');
	if ('line' in first.segment || 'line' in last.segment) {
		const byLine: [Quote, ...Quote[]] = [quoteOf(first.segment, first.text), ...others.map((piece) => quoteOf(piece.segment, piece.text))];
		return { text, quotes: joinSameLine(byLine), speaker: first.segment.speaker, pause };
	}
	// A sentence is as sure as the least sure of its parts.
	const confidence = Math.min(...pieces.map(({ segment }) => segment.confidence ?? 1));
	const spoken = quoteOf({ ...first.segment, end: Math.max(first.segment.end, last.segment.end), confidence }, text);
	return { text, quotes: [spoken], speaker: first.segment.speaker, pause };
}

function joinSameLine(quotes: [Quote, ...Quote[]]): [Quote, ...Quote[]] {
	const [first, ...others] = quotes;
	const joined: [Quote, ...Quote[]] = [first];
	for (const quote of others) {
		const last = joined[joined.length - 1];
		if (last !== undefined && 'line' in last && 'line' in quote && last.line === quote.line) {
			joined[joined.length - 1] = { ...last, quote: `${last.quote} ${quote.quote}` };
		} else joined.push(quote);
	}
	return joined;
}

function ends(text: string): boolean {
	return /[.!?…。！？؟।:：]["'”’»)\]]*$/u.test(text.trim());
}
