import { largest, logSumExp } from './logits.js';
import type { Vocabulary } from './Vocabulary.js';

const never = Number.NEGATIVE_INFINITY;

/**
 * Rules out, in place, what must not come after the tokens so far. With timestamps: a window begins with one; they come in pairs (an
 * end, then a start) or before the end of the text; they never go back; and one is taken as soon as all of them together are more
 * probable than any word.
 *
 * The rules are those of Whisper's published decoding (Radford et al., 2022, section 4.5 and code).
 */
export function allowTokens(logits: Float32Array, soFar: readonly number[], vocabulary: Vocabulary, timestamps: boolean): void {
	for (const token of vocabulary.suppressed) logits[token] = never;
	if (!timestamps) {
		if (soFar.length === 0) for (const token of vocabulary.suppressedFirst) logits[token] = never;
		logits.fill(never, vocabulary.firstTimestamp);
		return;
	}
	if (soFar.length === 0) allowFirstTimestamp(logits, vocabulary);
	else allowNext(logits, soFar, vocabulary);
}

function allowFirstTimestamp(logits: Float32Array, { firstTimestamp, latestStart }: Vocabulary): void {
	logits.fill(never, 0, firstTimestamp);
	logits.fill(never, firstTimestamp + latestStart + 1);
}

function allowNext(logits: Float32Array, soFar: readonly number[], vocabulary: Vocabulary): void {
	const { firstTimestamp, endOfText } = vocabulary;
	const isTimestamp = (token: number | undefined): boolean => token !== undefined && token >= firstTimestamp;
	const lastTimestamp = soFar.findLast(isTimestamp);
	const afterTimestamp = isTimestamp(soFar.at(-1));
	const afterPair = afterTimestamp && (soFar.length < 2 || isTimestamp(soFar.at(-2)));
	if (afterPair) logits.fill(never, firstTimestamp);
	else if (afterTimestamp) logits.fill(never, 0, endOfText);
	if (lastTimestamp !== undefined) {
		// A segment has a length: its end lies after its start; the next start may be where the last one ended.
		const earliest = afterTimestamp ? lastTimestamp : lastTimestamp + 1;
		logits.fill(never, firstTimestamp, earliest);
	}
	if (logSumExp(logits, firstTimestamp) > largest(logits, 0, firstTimestamp)) logits.fill(never, 0, firstTimestamp);
}
