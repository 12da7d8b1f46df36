import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findCycle } from '#lib/stages/findCycle';

const find = (edges: Readonly<Record<string, readonly string[]>>) => findCycle(new Map(Object.entries(edges)));

describe('findCycle', () => {
	it('finds none where there is none', () => {
		assert.equal(find({}), undefined);
		assert.equal(find({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }), undefined);
		assert.equal(find({ a: ['unknown'] }), undefined);
	});

	it('names the way round and nothing that only leads to it', () => {
		assert.deepEqual(find({ a: ['a'] }), ['a', 'a']);
		assert.deepEqual(find({ start: ['b'], b: ['c'], c: ['d'], d: ['b'] }), ['b', 'c', 'd', 'b']);
	});

	it('finds a real one exactly when there is one', () => {
		const graph = fc.array(fc.array(fc.nat(5), { maxLength: 3 }), { minLength: 6, maxLength: 6 });
		fc.assert(
			fc.property(graph, (targets) => {
				const edges = new Map(targets.map((to, from) => [String(from), to.map(String)]));
				const cycle = findCycle(edges);
				// A node that reaches itself.
				const reached = (from: string) => {
					const seen = new Set<string>();
					const left = [...(edges.get(from) ?? [])];
					for (let node = left.pop(); node !== undefined; node = left.pop()) {
						if (!seen.has(node)) left.push(...(edges.get(node) ?? []));
						seen.add(node);
					}
					return seen;
				};
				assert.equal(
					cycle !== undefined,
					[...edges.keys()].some((node) => reached(node).has(node))
				);
				for (const [index, node] of (cycle ?? []).slice(0, -1).entries()) assert.ok(edges.get(node)?.includes(cycle?.[index + 1] ?? ''));
				if (cycle) assert.equal(cycle[0], cycle.at(-1));
			})
		);
	});
});
