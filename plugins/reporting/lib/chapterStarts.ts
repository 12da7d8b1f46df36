/**
 * Where the subject changes: TextTiling (Hearst, 1997, aclanthology.org/J97-1003). The words before and after each gap between two sentences
 * are compared; where they have least in common for their surroundings, a chapter starts. A silence and a new speaker count for it, an open
 * question against it.
 */
import type { PreparedSentence } from './PreparedSentence.js';
import { similarity } from './SparseVector.js';
import { TermIndex } from './TermIndex.js';

/** The number of the first sentence of each chapter; the first is 0. Fewer than `count` where there is not enough to divide. */
export function chapterStarts(sentences: readonly PreparedSentence[], count: number): readonly number[] {
	if (sentences.length === 0) return [];
	const offsets = offsetsOf(sentences);
	const total = offsets.at(-1) ?? 0;
	const scores = gapScores(sentences, Math.min(Math.max(total / (count * 2.5), 25), 300));
	// Far more than will be used, far fewer than a long source has.
	const gaps = [...scores.keys()]
		.slice(1)
		.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
		.slice(0, 400)
		.map((sentence) => ({ sentence, score: scores[sentence] ?? 0, offset: offsets[sentence] ?? 0 }))
		.sort((a, b) => a.sentence - b.sentence);
	return [0, ...bestDivision(gaps, count - 1, total)];
}

interface Gap {
	readonly sentence: number;
	readonly score: number;
	/** How many words with a topic stand before it. */
	readonly offset: number;
}

/** What it costs when a chapter is much shorter or longer than the others. */
const unevenness = 0.35;
/** Of the usual length. Shorter chapters are made only where there is no other way. */
const shortest = 0.45;

/**
 * The gaps with the highest sum of scores, less what uneven chapters cost: found for one chapter more at a time, from the best division of
 * what stands before each gap.
 */
function bestDivision(gaps: readonly Gap[], count: number, total: number): readonly number[] {
	if (count < 1 || gaps.length < count) return gaps.slice(0, Math.max(0, count)).map(({ sentence }) => sentence);
	const ideal = Math.max(1, total / (count + 1));
	const cost = (from: number, to: number) => ((to - from) / ideal < shortest ? 100 : unevenness * ((to - from) / ideal - 1) ** 2);
	interface Division {
		readonly value: number;
		readonly sentences: readonly number[];
	}
	let best: readonly (Division | undefined)[] = gaps.map((gap) => ({ value: gap.score - cost(0, gap.offset), sentences: [gap.sentence] }));
	for (let taken = 2; taken <= count; taken++) {
		const previous = best;
		best = gaps.map((gap, at) => {
			let leader: Division | undefined;
			let value = Number.NEGATIVE_INFINITY;
			for (let before = 0; before < at; before++) {
				const division = previous[before];
				if (division === undefined) continue;
				const sum = division.value + gap.score - cost(gaps[before]?.offset ?? 0, gap.offset);
				if (sum > value) [leader, value] = [division, sum];
			}
			return leader === undefined ? undefined : { value, sentences: [...leader.sentences, gap.sentence] };
		});
	}
	const ended = best.flatMap((division, at) =>
		division === undefined ? [] : [{ ...division, value: division.value - cost(gaps[at]?.offset ?? 0, total) }]
	);
	return ended.reduce((leader, other) => (other.value > leader.value ? other : leader), ended[0] ?? { value: 0, sentences: [] }).sentences;
}

/** How many words with a topic stand before each sentence; the last entry is their total. */
function offsetsOf(sentences: readonly PreparedSentence[]): readonly number[] {
	const offsets = [0];
	for (const { terms } of sentences) offsets.push((offsets.at(-1) ?? 0) + terms.length);
	return offsets;
}

/** How much speaks for a new chapter before each sentence. */
function gapScores(sentences: readonly PreparedSentence[], windowTerms: number): readonly number[] {
	const index = new TermIndex(sentences.map(({ terms }) => terms));
	const cohesion = sentences.map((_, gap) =>
		gap === 0
			? 1
			: similarity(index.vector(windowBefore(sentences, gap, windowTerms)), index.vector(windowAfter(sentences, gap, windowTerms)))
	);
	const smooth = cohesion.map((value, gap) => (value * 2 + (cohesion[gap - 1] ?? value) + (cohesion[gap + 1] ?? value)) / 4);
	const depths = smooth.map((value, gap) => climb(smooth, gap, -1) + climb(smooth, gap, 1) - 2 * value);
	const deepest = depths.reduce((most, depth) => Math.max(most, depth), 0) || 1;
	return sentences.map((sentence, gap) => {
		const before = sentences[gap - 1];
		const silence = 0.3 * Math.min(1, sentence.pause / 5);
		const turn = before !== undefined && before.speaker !== sentence.speaker ? 0.6 : 0;
		const open = before !== undefined && /[?？؟:：]["'”’»)\]]*$/u.test(before.text) ? -0.4 : 0;
		return (depths[gap] ?? 0) / deepest + silence + turn + open;
	});
}

function windowBefore(sentences: readonly PreparedSentence[], gap: number, size: number): readonly string[] {
	const window: string[] = [];
	for (let at = gap - 1; at >= 0 && window.length < size; at--) window.push(...(sentences[at]?.terms ?? []));
	return window;
}

function windowAfter(sentences: readonly PreparedSentence[], gap: number, size: number): readonly string[] {
	const window: string[] = [];
	for (let at = gap; at < sentences.length && window.length < size; at++) window.push(...(sentences[at]?.terms ?? []));
	return window;
}

/** The height of the nearest peak in one direction. */
function climb(values: readonly number[], from: number, step: 1 | -1): number {
	let peak = values[from] ?? 0;
	for (let at = from + step; at >= 0 && at < values.length && (values[at] ?? 0) >= peak; at += step) peak = values[at] ?? 0;
	return peak;
}
