/** As in `1 file`, `3 files`. */
export function count(number: number, one: string): string {
	return `${number} ${one}${number === 1 ? '' : 's'}`;
}
