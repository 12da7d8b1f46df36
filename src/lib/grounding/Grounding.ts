import search from 'approx-string-match';
import type { Quote } from '#lib/workflow/quote';
import type { Segment } from '#lib/workflow/transcript';
import { changesMeaning } from './changesMeaning.js';
import { foldQuote } from './FoldedText.js';
import { type Passage, passagesOf } from './Passage.js';

/** Words that stand in the source, and where. */
export interface GroundedQuote {
	/** One, or one for each line where a quote runs over several lines of a text. */
	readonly quotes: readonly [Quote, ...Quote[]];
	/** The true words. */
	readonly words: string;
	/** The words that were looked for were not quite the true ones. */
	readonly corrected: boolean;
}

export interface GroundingTally {
	/** Found as they were given. */
	readonly exact: number;
	/** Found with small differences, and replaced by the true words. */
	readonly corrected: number;
	/** Not found. */
	readonly dropped: number;
}

/** Letters and digits: anything shorter stands everywhere and shows nothing. */
const shortest = 6;
/** Below this, one wrong letter makes another word. */
const shortestFuzzy = 16;
/** The part of a quote that may differ. */
const tolerance = 0.12;

/**
 * Finds quotes in the reliable part of a transcript: exactly (but for case, punctuation and white space), or within a small edit distance.
 * What comes back are always the true words with their place. Counts what it was asked for, so that a stage can say what it dropped.
 *
 * @example
 * ```ts
 * const grounding = new Grounding(outputs.transcription.segments);
 * const found = grounding.locate('we doubled teh budget');
 * found?.quotes; // [{ quote: 'We doubled the budget.', start: 12, end: 14.5, speaker: 'Mayor' }]
 * grounding.tally; // { exact: 0, corrected: 1, dropped: 0 }
 * ```
 */
export class Grounding {
	readonly #passages: readonly Passage[];
	readonly #tally = { exact: 0, corrected: 0, dropped: 0 };

	public constructor(segments: readonly Segment[]) {
		this.#passages = passagesOf(segments);
	}

	public get tally(): GroundingTally {
		return { ...this.#tally };
	}

	/**
	 * `near`: the number of a segment (as in `numberedTranscript`), for words that are said more than once. `undefined`: they are not said,
	 * at least not by one voice in one reliable stretch.
	 */
	public locate(words: string, near?: number): GroundedQuote | undefined {
		const found = this.#find(longestPart(words), near);
		this.#tally[found === undefined ? 'dropped' : found.corrected ? 'corrected' : 'exact']++;
		return found;
	}

	#find(words: string, near: number | undefined): GroundedQuote | undefined {
		const pattern = foldQuote(words);
		if (pattern.replaceAll(' ', '').length < shortest) return undefined;
		const exact = nearest(this.#exact(pattern), near);
		if (exact !== undefined) return quoteAt(exact, false);
		if (pattern.length < shortestFuzzy) return undefined;
		const matches = this.#fuzzy(pattern);
		const best = Math.min(...matches.map(({ errors }) => errors));
		const found = quoteAt(
			nearest(
				matches.filter(({ errors }) => errors === best),
				near
			),
			true
		);
		return found === undefined || changesMeaning(words, found.words) ? undefined : found;
	}

	#exact(pattern: string): readonly Match[] {
		return this.#passages.flatMap((passage) => {
			const matches: Match[] = [];
			const { text } = passage;
			for (let at = text.folded.indexOf(pattern); at >= 0; at = text.folded.indexOf(pattern, at + 1)) {
				const end = at + pattern.length;
				if (text.isBoundary(at) && text.isBoundary(end)) matches.push({ passage, start: at, end, errors: 0 });
			}
			return matches;
		});
	}

	#fuzzy(pattern: string): readonly Match[] {
		const most = Math.floor(pattern.length * tolerance);
		return this.#passages.flatMap((passage) => {
			const { text } = passage;
			return search(text.folded, pattern, most).map(({ start, end, errors }) => {
				let [from, to] = [start, end];
				while (!text.isBoundary(from)) from--;
				while (!text.isBoundary(to)) to++;
				// The found piece may begin or end with the space beside a word.
				if (text.folded.charAt(from) === ' ') from++;
				if (text.folded.charAt(to - 1) === ' ') to--;
				return { passage, start: from, end: to, errors };
			});
		});
	}
}

interface Match {
	readonly passage: Passage;
	readonly start: number;
	readonly end: number;
	readonly errors: number;
}

function nearest(matches: readonly Match[], near: number | undefined): Match | undefined {
	const [first, ...others] = matches;
	if (first === undefined || near === undefined) return first;
	const distance = ({ passage, start }: Match) => Math.abs(passage.segmentAt(start) - near);
	return others.reduce((best, match) => (distance(match) < distance(best) ? match : best), first);
}

function quoteAt(match: Match | undefined, corrected: boolean): GroundedQuote | undefined {
	const quote = match?.passage.quote(match.start, match.end);
	const [first, ...others] = quote?.quotes ?? [];
	return quote && first && { quotes: [first, ...others], words: quote.words, corrected };
}

/** Whoever leaves out something in the middle says so with dots: then the longest part is the quote. */
function longestPart(words: string): string {
	return words
		.split(/\s*(?:\[\s*(?:\.{3}|…)\s*\]|\.{3,}|…)\s*/u)
		.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}
