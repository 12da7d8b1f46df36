import type { Quote, Segment } from 'autointel';

/** Seconds from the beginning, or the line: comparable within one source. */
export function placeOf(at: Quote | Segment | undefined): number {
	if (at === undefined) return 0;
	return 'line' in at ? at.line : at.start;
}
