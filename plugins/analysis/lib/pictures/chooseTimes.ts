/** A picture is taken from a little after its time: right after a cut, films fade. */
const afterCut = 0.4;

/**
 * Which moments of a film stand for it, in seconds: the first cut of each of its even parts, and where a part has none, its middle. `cuts`
 * in any order.
 */
export function chooseTimes(cuts: readonly number[], seconds: number, most: number): readonly number[] {
	const count = Math.max(1, Math.min(most, Math.floor(seconds / 2)));
	const part = seconds / count;
	return Array.from({ length: count }, (_, index) => {
		const [from, to] = [index * part, (index + 1) * part];
		const cut = Math.min(...cuts.filter((time) => time >= from && time < to));
		const time = Number.isFinite(cut) ? Math.min(cut + afterCut, (cut + to) / 2) : (from + to) / 2;
		return Math.round(time * 100) / 100;
	});
}
