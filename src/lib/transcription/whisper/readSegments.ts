import type { Generated } from './generate.js';
import { judge } from './judge.js';
import type { RecognizedSegment, Unreliability } from './RecognizedWindow.js';
import type { Vocabulary } from './Vocabulary.js';

interface Passage {
	readonly start: number;
	end: number | undefined;
	readonly tokens: number[];
	readonly logProbabilities: number[];
}

/**
 * Reads tokens as passages between a start and an end. A passage whose end the model did not say ends with the window.
 *
 * @param seconds how long the window is
 * @param unreliable what holds for the window as a whole
 */
export function readSegments(
	{ tokens, logProbabilities }: Generated,
	vocabulary: Vocabulary,
	seconds: number,
	unreliable: Unreliability | undefined
): readonly RecognizedSegment[] {
	const passages: Passage[] = [];
	let open: Passage | undefined;
	for (const [index, token] of tokens.entries()) {
		if (!vocabulary.isTimestamp(token)) {
			open ??= begin(passages, passages.at(-1)?.end ?? 0);
			open.tokens.push(token);
			open.logProbabilities.push(logProbabilities[index] ?? 0);
		} else if (open === undefined || open.tokens.length === 0) {
			open = begin(passages, vocabulary.secondsOf(token));
		} else {
			open.end = vocabulary.secondsOf(token);
			open = undefined;
		}
	}
	return passages.flatMap((passage) => toSegment(passage, vocabulary, seconds, unreliable));
}

function begin(passages: Passage[], start: number): Passage {
	const passage: Passage = { start, end: undefined, tokens: [], logProbabilities: [] };
	passages.push(passage);
	return passage;
}

function toSegment(
	passage: Passage,
	vocabulary: Vocabulary,
	seconds: number,
	windowIs: Unreliability | undefined
): readonly RecognizedSegment[] {
	const text = vocabulary.decode(passage.tokens).trim();
	if (text === '') return [];
	const { averageLogProbability, unreliable = windowIs } = judge(text, passage, 0);
	const end = Math.min(passage.end ?? seconds, seconds);
	return [
		{
			start: Math.min(passage.start, end),
			end,
			text,
			confidence: Math.exp(averageLogProbability),
			...(unreliable === undefined ? {} : { unreliable })
		}
	];
}
