import type { TimelineOutput } from './timelineOutput.js';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `12 March 2024`, `March 2024`, `2024`, and for decades the words of the source. */
export function wordDate({ year, month, day, words }: TimelineOutput['events'][number]): string {
	if (/\ds$/u.test(words)) return words;
	return [day, month === undefined ? undefined : months[month - 1], year].filter((part) => part !== undefined).join(' ');
}
