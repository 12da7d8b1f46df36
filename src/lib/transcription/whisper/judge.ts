import { deflateSync } from 'node:zlib';
import type { Generated } from './generate.js';
import type { Unreliability } from './RecognizedWindow.js';

/** What the thresholds of Whisper's published decoding are about (Radford et al., 2022, section 4.5). */
export interface Judgement {
	readonly averageLogProbability: number;
	/** How much shorter the text becomes when repetitions are written once. */
	readonly compressionRatio: number;
	/** Why the text must not be relied upon. */
	readonly unreliable?: Unreliability;
}

const leastLogProbability = -1;
const mostCompression = 2.4;
const mostNoSpeech = 0.6;

/** @param noSpeech how probable the model holds it that nobody speaks at all, 0 to 1 */
export function judge(text: string, { logProbabilities }: Pick<Generated, 'logProbabilities'>, noSpeech: number): Judgement {
	const averageLogProbability = average(logProbabilities);
	const measures = { averageLogProbability, compressionRatio: compressionRatio(text) };
	const improbable = averageLogProbability < leastLogProbability;
	if (improbable && noSpeech > mostNoSpeech) return { ...measures, unreliable: 'no-speech' };
	if (measures.compressionRatio > mostCompression) return { ...measures, unreliable: 'repetition' };
	return improbable ? { ...measures, unreliable: 'low-probability' } : measures;
}

function average(values: readonly number[]): number {
	return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function compressionRatio(text: string): number {
	const bytes = Buffer.from(text);
	return bytes.length === 0 ? 0 : bytes.length / deflateSync(bytes).length;
}
