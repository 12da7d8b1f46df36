/** Budgets are for calendar months, UTC. */

/** As in `2025-11`. */
export function monthOf(time: number): string {
	return new Date(time).toISOString().slice(0, 7);
}

/** When the month of a time is over. Milliseconds since 1970. */
export function endOfMonth(time: number): number {
	const date = new Date(time);
	return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/** As in `1 December 2025`. */
export function dayInWords(time: number): string {
	return new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}
