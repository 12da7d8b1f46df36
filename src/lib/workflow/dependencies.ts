import type { Plan } from './plan.js';

/** The stages that a stage uses, directly or through others, where they succeed; also such as are in no plan any more. */
export function dependencies(plan: Plan, name: string): ReadonlySet<string> {
	const found = new Set<string>();
	const visit = (visited: string) => {
		const stage = plan.find((candidate) => candidate.name === visited);
		for (const used of stage ? [...stage.needs, ...stage.wants] : []) {
			if (found.has(used)) continue;
			found.add(used);
			visit(used);
		}
	};
	visit(name);
	return found;
}
