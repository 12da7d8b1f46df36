import type { Quote } from '#lib/workflow/quote';
import { quoteOf, type Segment } from '#lib/workflow/transcript';
import { FoldedText } from './FoldedText.js';

/** Reliable segments that stand next to each other and are said by the same voice: what one quote may run over. */
export class Passage {
	public readonly text: FoldedText;
	readonly #original: string;
	readonly #pieces: readonly Piece[];

	/** `segments`: at least one. `first`: the number of the first one in the transcript. */
	public constructor(segments: readonly Segment[], first: number) {
		let original = '';
		this.#pieces = segments.map((segment, index) => {
			const from = original.length;
			const text = segment.text.replace(/\s+/gu, ' ').trim();
			original += `${text} `;
			return { segment, number: first + index, from, to: from + text.length };
		});
		this.#original = original;
		this.text = new FoldedText(original);
	}

	/** The true words of a piece of `text.folded`, each quote with its place, and the number of the segment that it begins in. */
	public quote(from: number, to: number): PassageQuote | undefined {
		const range = this.text.range(from, to);
		const touched = this.#pieces.filter((piece) => piece.from < range.to && piece.to > range.from);
		const [first] = touched;
		const last = touched.at(-1);
		if (first === undefined || last === undefined) return undefined;
		const wordsOf = (piece: Piece) => this.#original.slice(Math.max(piece.from, range.from), Math.min(piece.to, range.to)).trim();
		const words = this.#original.slice(range.from, Math.min(range.to, last.to)).trim();
		if ('start' in first.segment && 'start' in last.segment) {
			const spoken = { ...first.segment, end: Math.max(first.segment.end, last.segment.end) };
			return { quotes: [quoteOf(spoken, words)], words, segment: first.number };
		}
		return { quotes: joinSameLine(touched.map((piece) => quoteOf(piece.segment, wordsOf(piece)))), words, segment: first.number };
	}

	/** The number of the segment in which a character of `text.folded` stands. */
	public segmentAt(at: number): number {
		const { from } = this.text.range(at, at + 1);
		return this.#pieces.findLast((piece) => piece.from <= from)?.number ?? 0;
	}
}

export interface PassageQuote {
	readonly quotes: readonly Quote[];
	readonly words: string;
	readonly segment: number;
}

interface Piece {
	readonly segment: Segment;
	readonly number: number;
	readonly from: number;
	readonly to: number;
}

/** Several passages may share a line of a text. */
function joinSameLine(quotes: readonly Quote[]): readonly Quote[] {
	const joined: Quote[] = [];
	for (const quote of quotes) {
		const last = joined.at(-1);
		if (last !== undefined && 'line' in last && 'line' in quote && last.line === quote.line) {
			joined[joined.length - 1] = { ...last, quote: `${last.quote} ${quote.quote}` };
		} else joined.push(quote);
	}
	return joined;
}

/** Nothing is joined across an unreliable passage, another voice, or lines that do not follow each other. */
export function passagesOf(segments: readonly Segment[]): readonly Passage[] {
	const passages: Passage[] = [];
	let run: Segment[] = [];
	let first = 0;
	const close = () => {
		if (run.length > 0) passages.push(new Passage(run, first));
		run = [];
	};
	for (const [number, segment] of segments.entries()) {
		const previous = run.at(-1);
		if (segment.unreliable || segment.text.trim() === '') {
			close();
			continue;
		}
		if (previous !== undefined && !goesOn(previous, segment)) close();
		if (run.length === 0) first = number;
		run.push(segment);
	}
	close();
	return passages;
}

function goesOn(previous: Segment, next: Segment): boolean {
	if (previous.speaker !== next.speaker) return false;
	if ('line' in previous && 'line' in next) return next.line - previous.line <= 1;
	return 'start' in previous && 'start' in next;
}
