import type { SearchHit } from './SearchAnswer.js';

/** The best of each list, then the second best of each, and so on; what several found is there once. */
export function mergeHits(lists: readonly (readonly SearchHit[])[]): readonly SearchHit[] {
	const longest = Math.max(0, ...lists.map(({ length }) => length));
	const ranked = Array.from({ length: longest }, (_, rank) => lists.flatMap((list) => list[rank] ?? [])).flat();
	const seen = new Set<string>();
	return ranked.filter(({ url }) => {
		const key = sameAddress(url);
		if (seen.has(key)) return false;
		seen.add(key);
		return true;
	});
}

/** Two ways of writing an address that lead to one page. */
function sameAddress(address: string): string {
	const { hostname, port, pathname, search } = new URL(address);
	return `${hostname.replace(/^(?:www|m)\./, '')}:${port}${pathname.replace(/\/$/, '')}${search}`;
}
