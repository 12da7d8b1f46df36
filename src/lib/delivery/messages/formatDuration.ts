/**
 * A length of time for people, in its two largest units.
 *
 * @example
 * ```ts
 * formatDuration(3_730_000); // '1 h 2 min'
 * formatDuration(900); // 'under 1 s'
 * ```
 */
export function formatDuration(ms: number): string {
	const seconds = Math.round(ms / 1000);
	if (seconds < 1) return 'under 1 s';
	const parts: readonly (readonly [number, string])[] = [
		[Math.floor(seconds / 3600), 'h'],
		[Math.floor((seconds % 3600) / 60), 'min'],
		[seconds % 60, 's']
	];
	const first = parts.findIndex(([value]) => value > 0);
	return parts
		.slice(first, first + 2)
		.filter(([value]) => value > 0)
		.map(([value, unit]) => `${value} ${unit}`)
		.join(' ');
}
