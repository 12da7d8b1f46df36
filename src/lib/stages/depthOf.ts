import type { Kind } from './Kind.js';
import type { Stage } from './Stage.js';

/** The first depth of a kind at which a stage is planned; `undefined`: the stage is no part of the kind. */
export function depthOf(stage: Stage, kind: Kind): string | undefined {
	const listed = kind.definition.stages;
	if (listed?.[stage.name] !== undefined) return listed[stage.name];
	const { kinds, depth } = stage.definition;
	const belongs = kinds === undefined ? listed === undefined : kinds.includes(kind.name);
	return belongs ? depth : undefined;
}
