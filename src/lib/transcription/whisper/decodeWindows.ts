import type { Tensor } from 'onnxruntime-node';
import { type Decoder, type DecoderOutput, selectState } from './Decoder.js';
import { type Generated, type GenerateOptions, generate } from './generate.js';
import { type Judgement, judge } from './judge.js';
import { type OpenDialogueOptions, openDialogue } from './openDialogue.js';
import type { Unreliability } from './RecognizedWindow.js';
import { randomNumbers } from './randomNumbers.js';

export interface DecodedWindow {
	readonly language: string;
	readonly languageProbability: number;
	readonly generated: Generated;
	/** Why no attempt was good enough; the best one is given all the same. */
	readonly unreliable?: Unreliability | undefined;
}

interface Attempt extends Judgement {
	readonly generated: Generated;
}

/** First the most probable words; what is not good enough is drawn again, more and more freely. */
const temperatures = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** @param heard rows × positions × width: what the encoder made of the windows */
export async function decodeWindows(
	decoder: Decoder,
	heard: Tensor,
	options: OpenDialogueOptions & Pick<GenerateOptions, 'signal' | 'onStep'>
): Promise<readonly DecodedWindow[]> {
	const { vocabulary, timestamps, maxPositions, signal, onStep } = options;
	const rows = heard.dims[0] ?? 0;
	const opening = await openDialogue(decoder, heard, rows, options);
	const maxTokens = Math.min(maxPositions / 2, maxPositions - opening.length);
	const attempts: Attempt[][] = Array.from({ length: rows }, () => []);
	let pending = attempts.map((_, row) => row);
	for (const temperature of temperatures) {
		const random = pending.map(() => randomNumbers(Math.round(temperature * 10)));
		const said = await generate(decoder, selectRows(opening.output, pending, rows), pending.length, {
			vocabulary,
			timestamps,
			temperature,
			random: (row) => random[row]?.() ?? 0,
			maxTokens,
			signal,
			onStep
		});
		for (const [index, generated] of said.entries()) {
			const row = pending[index] ?? 0;
			attempts[row]?.push({ generated, ...judge(vocabulary.decode(generated.tokens), generated, opening.noSpeech[row] ?? 0) });
		}
		pending = pending.filter((row) => shouldTryAgain(attempts[row]?.at(-1)));
		if (pending.length === 0) break;
	}
	return attempts.map((made, row) => {
		const { generated, unreliable } = best(made);
		const { code, probability } = opening.languages[row] ?? { code: 'en', probability: 0 };
		return { language: code, languageProbability: probability, generated, unreliable };
	});
}

function selectRows(output: DecoderOutput, rows: readonly number[], all: number): DecoderOutput {
	if (rows.length === all) return output;
	return { state: selectState(output.state, rows), logits: (row, position) => output.logits(rows[row] ?? 0, position) };
}

/** Where nobody speaks, drawing words would only invent some. */
function shouldTryAgain(attempt: Attempt | undefined): boolean {
	return attempt?.unreliable !== undefined && attempt.unreliable !== 'no-speech';
}

/** The good one, which is always the last; else the most probable of those that do not repeat themselves. */
function best(attempts: readonly Attempt[]): Attempt {
	const last = attempts.at(-1);
	if (last === undefined) throw new RangeError('nothing was attempted');
	if (!shouldTryAgain(last)) return last;
	const varied = attempts.filter(({ unreliable }) => unreliable !== 'repetition');
	const candidates = varied.length > 0 ? varied : attempts;
	return candidates.reduce((left, right) => (right.averageLogProbability > left.averageLogProbability ? right : left));
}
