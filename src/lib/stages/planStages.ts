import { AutointelError } from '#lib/errors/AutointelError';
import { type Plan, type PlannedStage, phases } from '#lib/workflow/plan';
import { depthOf } from './depthOf.js';
import type { Kind } from './Kind.js';
import { pluginLabel } from './Plugin.js';
import type { Registry } from './Registry.js';
import type { Stage } from './Stage.js';

/**
 * The stages of a kind at a depth, in an order in which they could run one by one. The same pieces give the same plan.
 *
 * @throws {AutointelError} `unknown-depth`
 */
export function planStages(registry: Registry, kind: Kind, depth: string): Plan {
	const { depths } = kind.definition;
	checkDepth(kind, depth);
	const planned = registry.stages.filter((stage) => {
		const own = depthOf(stage, kind);
		return own !== undefined && depths.indexOf(own) <= depths.indexOf(depth);
	});
	const names = new Set(planned.keys());
	return inOrder(planned.map((stage) => planStage(stage, depthOf(stage, kind) ?? depth, pluginLabel(registry.pluginOf(stage)), names)));
}

/** @throws {AutointelError} `unknown-depth` */
export function checkDepth(kind: Kind, depth: string): void {
	const { depths } = kind.definition;
	if (!depths.includes(depth)) {
		throw new AutointelError('unknown-depth', `"${depth}" is no depth of the kind "${kind.name}"`, {
			hint: `Depths: ${depths.join(', ')}.`
		});
	}
}

export function planStage({ name, definition }: Stage, depth: string, plugin: string, planned: ReadonlySet<string>): PlannedStage {
	const { version, phase, audience, needs, wants, required } = definition;
	return { name, plugin, version, depth, phase, audience, needs, wants: wants.filter((want) => planned.has(want)), required };
}

function inOrder(stages: readonly PlannedStage[]): Plan {
	const left = [...stages].sort(
		(one, other) => phases.indexOf(one.phase) - phases.indexOf(other.phase) || one.name.localeCompare(other.name)
	);
	const ordered: PlannedStage[] = [];
	while (left.length > 0) {
		const placed = new Set(ordered.map(({ name }) => name));
		const isNext = ({ needs, wants }: PlannedStage) =>
			[...needs, ...wants].every((name) => placed.has(name) || !left.some((stage) => stage.name === name));
		// Cycles are refused at start-up, so there is always a next one.
		ordered.push(...left.splice(Math.max(0, left.findIndex(isNext)), 1));
	}
	return ordered;
}
