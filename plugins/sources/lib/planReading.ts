import { pieceLength } from 'autointel';
import type { PlanOutput, ProbedSource } from './planOutput.js';

/** How a language model is given a source of this length: by the rule of the stages that ask it. */
export function planReading({ characters }: ProbedSource): NonNullable<PlanOutput['reading']> {
	if (characters === undefined) return {};
	const length = pieceLength(characters);
	return { pieceLength: length, pieces: Math.ceil(characters / length) };
}
