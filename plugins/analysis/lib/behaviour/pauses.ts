import { type Quote, quoteOf, type TimedSegment } from 'autointel';
import type { BehaviourOutput } from './behaviourOutput.js';

type Pauses = NonNullable<BehaviourOutput['pauses']>;

/** Seconds. Silences within a sentence are rarely longer; those between subtitles often are not silent. */
export const shortestPause = 1;
const listed = 3;

/** Silences between passages, also unreliable ones: where something is heard is no pause. Passages may overlap. */
export function pausesOf(segments: readonly TimedSegment[]): Pauses {
	const found: Pauses['longest'] = [];
	let last: TimedSegment | undefined;
	for (const segment of [...segments].sort((a, b) => a.start - b.start)) {
		const seconds = last === undefined ? 0 : segment.start - last.end;
		if (last && seconds >= shortestPause) {
			found.push({ seconds: Math.round(seconds * 10) / 10, at: { start: last.end, end: segment.start }, after: quoteOf(last) });
		}
		if (last === undefined || segment.end > last.end) last = segment;
	}
	const reliable = found.filter(({ after }) => segments.some((segment) => !segment.unreliable && isFrom(after, segment)));
	return {
		count: found.length,
		seconds: Math.round(found.reduce((sum, { seconds }) => sum + seconds, 0) * 10) / 10,
		longest: reliable.sort((a, b) => b.seconds - a.seconds).slice(0, listed)
	};
}

function isFrom(quote: Quote, segment: TimedSegment): boolean {
	return 'start' in quote && quote.start === segment.start && quote.end === segment.end && quote.quote === segment.text;
}
