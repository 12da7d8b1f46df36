import { AutointelError } from '#lib/errors/AutointelError';
import type { Kind } from '#lib/stages/Kind';
import type { ServerSettings } from './ServerSettings.js';

type DepthSettings = Pick<ServerSettings, 'defaultDepth' | 'deepestDepth'>;

/** The depths that may be asked for, from the shallowest on. */
export function allowedDepths({ definition: { depths } }: Kind, { deepestDepth }: DepthSettings): readonly string[] {
	const last = deepestDepth === undefined ? -1 : depths.indexOf(deepestDepth);
	// A depth that the kind does not have any more limits nothing.
	return last === -1 ? depths : depths.slice(0, last + 1);
}

/** @throws {AutointelError} `unknown-depth`, `depth-refused` */
export function chooseDepth(kind: Kind, asked: string | undefined, settings: DepthSettings): string {
	const allowed = allowedDepths(kind, settings);
	const { depths, defaultDepth } = kind.definition;
	if (asked === undefined) {
		const usual = [settings.defaultDepth, defaultDepth, depths[0]].find((depth) => depth !== undefined && allowed.includes(depth));
		return usual ?? allowed.at(-1) ?? '';
	}
	if (allowed.includes(asked)) return asked;
	const hint = `Depths: ${allowed.join(', ')}.`;
	if (depths.includes(asked)) throw new AutointelError('depth-refused', `This server does not allow the depth "${asked}"`, { hint });
	throw new AutointelError('unknown-depth', 'There is no such depth', { hint });
}
