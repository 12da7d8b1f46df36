import type { Segment } from '#lib/workflow/transcript';

/** Characters: about 6,000 tokens of English, which leaves room for the answer also in small models. */
export const longestPiece = 24_000;
/** Characters: about ten minutes of talk. A model that reads no more at once overlooks little. */
export const closePiece = 9000;
const usualPieces = 12;

/**
 * How much of a source a model is given at once where every statement in it counts, in characters. A long source is cut into about twelve
 * pieces, as far as a small model can hold them: twice the length would else be twice the wait.
 *
 * @param characters of the whole source
 * @param shortest the least, in characters: what is shorter is one piece
 */
export function pieceLength(characters: number, shortest = closePiece): number {
	return Math.min(longestPiece, Math.max(shortest, characters / usualPieces));
}

/** What a plan says of how a source is read. */
export interface PlannedReading {
	/** Missing in plans without a model, and in those of before there was a choice. */
	readonly reading?: { readonly pieceLength?: number | undefined } | undefined;
}

/** `pieceLength` as it was planned; by the transcript where the plan could not know its length, or where there is none. */
export function plannedPieceLength(plan: PlannedReading | undefined, segments: readonly Segment[]): number {
	const { reading = { pieceLength: closePiece } } = plan ?? { reading: {} };
	return reading.pieceLength ?? pieceLength(charactersIn(segments));
}

/** Characters of the reliable part of a transcript. */
export function charactersIn(segments: readonly Segment[]): number {
	return segments.reduce((sum, { text, unreliable }) => sum + (unreliable ? 0 : text.length), 0);
}
