import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { phases } from '#lib/workflow/plan';
import { depthOf } from './depthOf.js';
import { findCycle } from './findCycle.js';
import type { Registry } from './Registry.js';
import type { Stage } from './Stage.js';

/** @throws {ConfigurationError} `invalid-stage`, naming the file */
export function validateStages(registry: Registry): void {
	for (const stage of registry.stages.values()) {
		validateDefinition(stage);
		validateUses(stage, registry);
		validateDepths(stage, registry);
	}
	const cycle = findCycle(new Map(registry.stages.map(({ name, definition }) => [name, [...definition.needs, ...definition.wants]])));
	const first = cycle && registry.stages.get(cycle[0] ?? '');
	if (first) throw invalid(first, `waits for itself: ${cycle.join(' → ')}`);
}

function validateDefinition(stage: Stage): void {
	const { version, phase, output, run, report, depth } = stage.definition;
	if (!Number.isInteger(version) || version < 1) throw invalid(stage, 'needs a version: a whole number from 1');
	if (!phases.includes(phase)) throw invalid(stage, `has no phase "${phase}"; phases are ${phases.join(', ')}`);
	if (typeof depth !== 'string' || depth === '') throw invalid(stage, 'needs a depth');
	if (typeof output?.safeParse !== 'function') throw invalid(stage, 'needs a zod schema as its output');
	if (typeof run !== 'function') throw invalid(stage, 'needs a function run');
	if (typeof report !== 'function') throw invalid(stage, 'needs a function report');
}

function validateUses(stage: Stage, { stages }: Registry): void {
	const { needs, wants, phase } = stage.definition;
	for (const name of [...needs, ...wants]) {
		const used = stages.get(name);
		if (!used) throw invalid(stage, `uses a stage "${name}" that no plugin brings`);
		if (phases.indexOf(used.definition.phase) > phases.indexOf(phase)) {
			throw invalid(stage, `runs in the phase "${phase}" and uses ${name}, which runs later, in "${used.definition.phase}"`);
		}
	}
}

function validateDepths(stage: Stage, { kinds, stages }: Registry): void {
	for (const name of stage.definition.kinds ?? []) {
		if (!kinds.has(name)) throw invalid(stage, `belongs to a kind "${name}" that no plugin brings`);
	}
	for (const kind of kinds.values()) {
		const depth = depthOf(stage, kind);
		if (depth === undefined) continue;
		const { depths } = kind.definition;
		if (!depths.includes(depth))
			throw invalid(stage, `names a depth "${depth}" that the kind "${kind.name}" does not have (${depths.join(', ')})`);
		for (const name of stage.definition.needs) {
			const needed = stages.get(name);
			const neededDepth = needed && depthOf(needed, kind);
			if (neededDepth === undefined) throw invalid(stage, `is part of the kind "${kind.name}" and needs ${name}, which is not`);
			if (depths.indexOf(neededDepth) > depths.indexOf(depth)) {
				throw invalid(stage, `is planned from the depth "${depth}" and needs ${name}, which is planned only from "${neededDepth}"`);
			}
		}
	}
}

function invalid(stage: Stage, what: string): ConfigurationError {
	return new ConfigurationError('invalid-stage', `${stage.location.full}: the stage "${stage.name}" ${what}`);
}
