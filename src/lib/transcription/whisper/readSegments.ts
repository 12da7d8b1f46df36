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

/** The window that the tokens are about. */
interface Window {
	/** How long it is. */
	readonly seconds: number;
	/** What holds for all of it. */
	readonly unreliable?: Unreliability | undefined;
}

/** Reads tokens as passages between a start and an end. A passage whose end the model did not say ends with the window. */
export function readSegments(
	{ tokens, logProbabilities }: Generated,
	vocabulary: Vocabulary,
	window: Window
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
	return passages.flatMap((passage) => toSegment(passage, vocabulary, window));
}

function begin(passages: Passage[], start: number): Passage {
	const passage: Passage = { start, end: undefined, tokens: [], logProbabilities: [] };
	passages.push(passage);
	return passage;
}

function toSegment(passage: Passage, vocabulary: Vocabulary, window: Window): readonly RecognizedSegment[] {
	const text = vocabulary.decode(passage.tokens).trim();
	if (text === '') return [];
	const end = Math.min(passage.end ?? window.seconds, window.seconds);
	const start = Math.min(passage.start, end);
	const judgement = judge(text, passage, 0);
	const unreliable = judgement.unreliable ?? window.unreliable;
	return [{ start, end, text, confidence: Math.exp(judgement.averageLogProbability), ...(unreliable === undefined ? {} : { unreliable }) }];
}
