import { dependencies } from './dependencies.js';
import type { Plan } from './plan.js';

/** The stages that used, directly or through others, what any of `stages` stored. Not `stages` themselves. */
export function dependents(plan: Plan, stages: ReadonlySet<string>): ReadonlySet<string> {
	const names = plan.map(({ name }) => name).filter((name) => !stages.has(name));
	return new Set(names.filter((name) => [...dependencies(plan, name)].some((used) => stages.has(used))));
}
