import type { Plan } from './plan.js';

/** The stages that used, directly or through others, what any of `stages` stored. Not `stages` themselves. */
export function dependents(plan: Plan, stages: ReadonlySet<string>): ReadonlySet<string> {
	const found = new Set<string>();
	let grew = true;
	while (grew) {
		grew = false;
		for (const { name, needs, wants } of plan) {
			if (found.has(name) || stages.has(name)) continue;
			if (![...needs, ...wants].some((used) => stages.has(used) || found.has(used))) continue;
			found.add(name);
			grew = true;
		}
	}
	return found;
}
