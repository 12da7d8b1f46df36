/** How little the first places of a list count for more than the next ones: the constant of Cormack, Clarke and Büttcher (SIGIR 2009). */
const flatness = 60;

/** Puts ranked lists together by reciprocal rank fusion: what stands high in several of them comes first. */
export function fuse<Entry extends { readonly id: number }>(lists: readonly (readonly Entry[])[]): readonly Entry[] {
	const scored = new Map<number, { readonly entry: Entry; readonly score: number }>();
	for (const list of lists) {
		for (const [place, entry] of list.entries()) {
			const score = (scored.get(entry.id)?.score ?? 0) + 1 / (flatness + place + 1);
			scored.set(entry.id, { entry, score });
		}
	}
	return [...scored.values()].sort((a, b) => b.score - a.score).map(({ entry }) => entry);
}
