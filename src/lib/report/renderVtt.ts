/** Writes a transcript as WebVTT (https://www.w3.org/TR/webvtt1/), one cue for each segment. */
import { isUncertain, type Segment, type TimedSegment } from '#lib/workflow/transcript';

/**
 * A WebVTT file, speakers as voice tags. Segments without times cannot be cues and are left out; unreliable ones are written with the
 * class `unreliable`, those that the recognizer was not sure of with the class `uncertain`, so that a player can set them apart.
 *
 * @example
 * ```ts
 * renderVtt([{ text: 'Good evening.', start: 0, end: 1.5, speaker: 'Mayor' }]);
 * // WEBVTT
 * //
 * // 00:00:00.000 --> 00:00:01.500
 * // <v Mayor>Good evening.</v>
 * ```
 */
export function renderVtt(segments: readonly Segment[]): string {
	const cues = segments.filter(isTimed).map(renderCue);
	return `${['WEBVTT', ...cues].join('\n\n')}\n`;
}

function isTimed(segment: Segment): segment is TimedSegment {
	return 'start' in segment;
}

function renderCue(segment: TimedSegment): string {
	const { start, end, text, speaker, unreliable } = segment;
	const doubt = unreliable ? 'unreliable' : isUncertain(segment) ? 'uncertain' : undefined;
	const classified = doubt === undefined ? escapeCue(text) : `<c.${doubt}>${escapeCue(text)}</c>`;
	const voice = speaker?.trim() ? `<v ${escapeCue(speaker)}>${classified}</v>` : classified;
	// A cue has to end after it starts, or players drop it.
	const from = milliseconds(start);
	return `${timestamp(from)} --> ${timestamp(Math.max(milliseconds(end), from + 1))}\n${voice}`;
}

function milliseconds(seconds: number): number {
	return Math.max(0, Math.round(seconds * 1000));
}

function timestamp(total: number): string {
	const digits = (value: number, length: number) => String(Math.floor(value)).padStart(length, '0');
	return `${digits(total / 3_600_000, 2)}:${digits((total / 60_000) % 60, 2)}:${digits((total / 1000) % 60, 2)}.${digits(total % 1000, 3)}`;
}

/** A blank line would end the cue; `>` also takes care of `-->`, which no cue may contain. */
function escapeCue(text: string): string {
	return text.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replace(/\s+/gu, ' ');
}
