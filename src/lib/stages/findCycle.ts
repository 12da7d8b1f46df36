/** A way round a graph that ends where it began, as in `[a, b, a]`; `undefined`: there is none. Edges to unknown nodes count for nothing. */
export function findCycle(edges: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
	const done = new Set<string>();
	const visit = (node: string, path: readonly string[]): readonly string[] | undefined => {
		const seenAt = path.indexOf(node);
		if (seenAt >= 0) return [...path.slice(seenAt), node];
		if (done.has(node)) return undefined;
		for (const next of edges.get(node) ?? []) {
			const cycle = visit(next, [...path, node]);
			if (cycle) return cycle;
		}
		done.add(node);
		return undefined;
	};
	for (const node of edges.keys()) {
		const cycle = visit(node, []);
		if (cycle) return cycle;
	}
	return undefined;
}
