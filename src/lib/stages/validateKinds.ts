import { ConfigurationError } from '#lib/errors/ConfigurationError';
import type { Kind } from './Kind.js';
import type { Registry } from './Registry.js';

/** @throws {ConfigurationError} `invalid-kind`, naming the file */
export function validateKinds({ kinds, stages }: Registry): void {
	const defaults = kinds.filter(({ definition }) => definition.isDefault === true);
	const [first, second] = [...defaults.values()];
	if (first && second) throw invalid(second, `says it is the default kind, and so does ${first.location.full}`);
	for (const kind of kinds.values()) {
		const { depths, defaultDepth, stages: listed = {} } = kind.definition;
		if (depths.length === 0) throw invalid(kind, 'has no depths');
		if (new Set(depths).size !== depths.length) throw invalid(kind, 'names a depth twice');
		if (defaultDepth !== undefined && !depths.includes(defaultDepth)) throw invalid(kind, `has no depth "${defaultDepth}", its default`);
		for (const [stage, depth] of Object.entries(listed)) {
			if (!stages.has(stage)) throw invalid(kind, `lists a stage "${stage}" that no plugin brings`);
			if (!depths.includes(depth)) throw invalid(kind, `plans ${stage} at the depth "${depth}", which it does not have`);
		}
	}
}

function invalid(kind: Kind, what: string): ConfigurationError {
	return new ConfigurationError('invalid-kind', `${kind.location.full}: the kind "${kind.name}" ${what}`);
}
