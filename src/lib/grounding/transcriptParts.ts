import type { Segment } from '#lib/workflow/transcript';

/** A stretch of a transcript that one question to a model can hold. */
export interface TranscriptPart {
	readonly segments: readonly Segment[];
	/** The number of the first segment in the transcript. */
	readonly from: number;
}

/** Cuts a transcript into parts of at most so many characters, with whole segments; before a change of speaker where one is near. */
export function transcriptParts(segments: readonly Segment[], most: number): readonly TranscriptPart[] {
	const parts: { segments: Segment[]; from: number }[] = [];
	let length = 0;
	for (const [number, segment] of segments.entries()) {
		const last = parts.at(-1);
		const changes = last?.segments.at(-1)?.speaker !== segment.speaker;
		if (last === undefined || length + segment.text.length > most || (changes && length > most * 0.8)) {
			parts.push({ segments: [segment], from: number });
			length = segment.text.length;
		} else {
			last.segments.push(segment);
			length += segment.text.length;
		}
	}
	return parts.filter((part) => part.segments.some(({ unreliable }) => !unreliable));
}
