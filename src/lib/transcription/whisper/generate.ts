import { allowTokens } from './allowTokens.js';
import { type Decoder, type DecoderOutput, selectState } from './Decoder.js';
import { indexOfLargest, logSumExp, sample } from './logits.js';
import type { Vocabulary } from './Vocabulary.js';

/** What was said in one row. */
export interface Generated {
	/** Without the prompt and the end of the text. */
	readonly tokens: readonly number[];
	/** Of each token, and at the end that of the end of the text: natural logarithms of probabilities. */
	readonly logProbabilities: readonly number[];
}

export interface GenerateOptions {
	readonly vocabulary: Vocabulary;
	readonly timestamps: boolean;
	/** 0 takes the most probable token each time; above, tokens are drawn. */
	readonly temperature: number;
	/** From 0 to below 1, for what is drawn; each row has numbers of its own, so that it does not depend on its neighbours. */
	readonly random: (row: number) => number;
	readonly maxTokens: number;
	readonly signal?: AbortSignal | undefined;
	/** Called before each token. */
	readonly onStep?: (() => void) | undefined;
}

/** Says token after token, all rows together, until each has come to its end. Rows that are done leave the batch. */
export async function generate(
	decoder: Decoder,
	start: DecoderOutput,
	rows: number,
	options: GenerateOptions
): Promise<readonly Generated[]> {
	const said = Array.from({ length: rows }, () => ({ tokens: [] as number[], logProbabilities: [] as number[] }));
	let active = said.map((_, row) => row);
	let output = start;
	for (;;) {
		options.signal?.throwIfAborted();
		options.onStep?.();
		const going: number[] = [];
		for (const [index, row] of active.entries()) {
			const speech = said[row];
			if (speech !== undefined && say(speech, output.logits(index), row, options)) going.push(index);
		}
		if (going.length === 0) return said;
		const state = going.length === active.length ? output.state : selectState(output.state, going);
		active = going.map((index) => active[index] ?? 0);
		output = await decoder.step(
			state,
			active.map((row) => said[row]?.tokens.at(-1) ?? options.vocabulary.endOfText)
		);
	}
}

/** Adds the next token to what was said. @returns whether there is more to say */
function say(
	{ tokens, logProbabilities }: { readonly tokens: number[]; readonly logProbabilities: number[] },
	logits: Float32Array,
	row: number,
	{ vocabulary, timestamps, temperature, random, maxTokens }: GenerateOptions
): boolean {
	allowTokens(logits, tokens, vocabulary, timestamps);
	const token = temperature === 0 ? indexOfLargest(logits) : sample(logits, temperature, () => random(row));
	logProbabilities.push((logits[token] ?? 0) - logSumExp(logits));
	if (token === vocabulary.endOfText) return false;
	tokens.push(token);
	return tokens.length < maxTokens;
}
