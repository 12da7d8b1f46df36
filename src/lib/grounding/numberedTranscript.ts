import type { Segment } from '#lib/workflow/transcript';

/**
 * The reliable part of a transcript as a model reads it: one segment a line, with its number (its place in `segments`) and, where it
 * changes, the speaker. What a model says about "[12]" can be looked up again.
 *
 * @example
 * ```
 * [0] Mayor: Good evening.
 * [1] We have one item on the agenda.
 * ```
 */
export function numberedTranscript(segments: readonly Segment[], from = 0): string {
	let speaking: string | undefined;
	const lines: string[] = [];
	for (const [index, { text, speaker, unreliable }] of segments.entries()) {
		const words = text.replace(/\s+/gu, ' ').trim();
		if (unreliable || words === '') continue;
		lines.push(`[${from + index}] ${speaker !== undefined && speaker !== speaking ? `${speaker}: ` : ''}${words}`);
		speaking = speaker;
	}
	return lines.join('\n');
}
