import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import type { Plugin } from './Plugin.js';

/** The folders of a plugin that hold pieces. */
const pieceFolders = [
	...['stages', 'kinds', 'search-backends', 'delivery-routes', 'delivery-preconditions'],
	...['commands', 'interaction-handlers', 'listeners', 'preconditions', 'scheduled-tasks']
];

/** The plugins that come with autointel: every folder below `folder`. */
export function findBuiltinPlugins(folder: string, version: string): readonly Plugin[] {
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => ({ name, version, root: join(folder, name), builtin: true }))
		.sort((one, other) => one.name.localeCompare(other.name));
}

/**
 * The plugins that an operator names: folders (relative ones from `from`) and packages installed where `from` is. A package may keep its
 * pieces in a folder of its own: `"autointel": { "root": "dist" }` in its package.json.
 *
 * @throws {ConfigurationError} `plugin-not-found`, `plugin-empty`
 */
export function findPlugins(names: readonly string[], from: string): readonly Plugin[] {
	return names.map((name) => {
		const folder = isFolder(resolve(from, name)) ? resolve(from, name) : packageFolder(name, from);
		if (folder === undefined) {
			throw new ConfigurationError('plugin-not-found', `AUTOINTEL_PLUGINS names "${name}", which is no folder and no installed package`, {
				hint: `Looked in ${from}. Give a folder's path, or install the package there.`
			});
		}
		return readPlugin(realpathSync(folder));
	});
}

function readPlugin(folder: string): Plugin {
	const manifest = readManifest(folder);
	const root = resolve(folder, manifest.autointel?.root ?? '.');
	if (!pieceFolders.some((name) => isFolder(join(root, name)))) {
		throw new ConfigurationError('plugin-empty', `The plugin ${root} has nothing to load: no folder named ${pieceFolders.join(' or ')}`);
	}
	return { name: manifest.name ?? basename(folder), version: manifest.version ?? '0.0.0', root, builtin: false };
}

interface Manifest {
	readonly name?: string;
	readonly version?: string;
	readonly autointel?: { readonly root?: string };
}

function readManifest(folder: string): Manifest {
	const file = join(folder, 'package.json');
	if (!statSync(file, { throwIfNoEntry: false })) return {};
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch (error) {
		throw new ConfigurationError('plugin-manifest', `${file} is no JSON`, { cause: error });
	}
}

function packageFolder(name: string, from: string): string | undefined {
	const searched = createRequire(join(from, 'from.js')).resolve.paths(name) ?? [];
	return searched.map((modules) => join(modules, name)).find((folder) => isFolder(folder) && dirname(folder) !== folder);
}

function isFolder(path: string): boolean {
	return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
