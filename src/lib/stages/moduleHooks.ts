/**
 * Node's module hooks, on Node's own hooks thread: they let plugins that lie anywhere import `autointel`, and have their TypeScript taken
 * for ES modules even where no package.json says so.
 */
import type { InitializeHook, ResolveHook } from 'node:module';

export interface ModuleHooksData {
	/** A module of ours: names that are ours are resolved as if it asked for them. */
	readonly self: string;
	/** Addresses of the plugin folders, each with a slash at the end. */
	readonly roots: readonly string[];
}

let data: ModuleHooksData = { self: '', roots: [] };

export const initialize: InitializeHook<ModuleHooksData> = (given) => {
	data = given;
};

export const resolve: ResolveHook = async (specifier, context, next) => {
	const ours = specifier === 'autointel' || specifier.startsWith('autointel/');
	const resolved = await next(specifier, ours ? { ...context, parentURL: data.self } : context);
	const inPlugin = data.roots.some((root) => resolved.url.startsWith(root)) && !resolved.url.includes('/node_modules/');
	return inPlugin && /\.m?[jt]s(\?|$)/.test(resolved.url) ? { ...resolved, format: 'module' } : resolved;
};
