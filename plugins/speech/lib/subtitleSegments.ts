import type { TimedSegment } from 'autointel';
import type { Cue } from './Cue.js';
import { isWordless } from './isWordless.js';
import { mergeRollUp } from './mergeRollUp.js';

/** One segment for each cue and voice in it. */
export function subtitleSegments(cues: readonly Cue[]): TimedSegment[] {
	return mergeRollUp(cues).flatMap(({ start, end, voices }) =>
		voices.map(({ speaker, lines }) => {
			const text = lines.join(' ');
			return {
				text,
				start,
				end,
				...(speaker === undefined ? {} : { speaker }),
				...(isWordless(text, { asides: true }) ? { unreliable: true as const } : {})
			};
		})
	);
}
