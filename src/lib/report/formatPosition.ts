import type { Position } from '#lib/workflow/quote';

/**
 * A place in the source for people: `12:04` and `1:02:03` for seconds, `line 7` for lines. Fractions of a second are dropped.
 *
 * @example
 * ```ts
 * formatPosition({ start: 724.8, end: 730 }); // '12:04'
 * ```
 */
export function formatPosition(position: Position): string {
	if ('line' in position) return `line ${position.line}`;
	const whole = Math.max(0, Math.floor(position.start));
	const hours = Math.floor(whole / 3600);
	const minutes = Math.floor((whole % 3600) / 60);
	const seconds = twoDigits(whole % 60);
	return hours === 0 ? `${minutes}:${seconds}` : `${hours}:${twoDigits(minutes)}:${seconds}`;
}

function twoDigits(value: number): string {
	return String(value).padStart(2, '0');
}
