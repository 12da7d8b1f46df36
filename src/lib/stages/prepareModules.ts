import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { ModuleHooksData } from './moduleHooks.js';
import type { Plugin } from './Plugin.js';

/** autointel itself runs from its TypeScript: whatever loads that loads the plugins' as well. */
const fromSource = import.meta.url.endsWith('.ts');

/** Makes this process able to load the pieces of plugins from outside: see moduleHooks. Call it once, before the first is loaded. */
export async function prepareModules(plugins: readonly Plugin[]): Promise<void> {
	const roots = plugins.filter(({ builtin }) => !builtin).map(({ root }) => `${pathToFileURL(root).href}/`);
	if (roots.length === 0) return;
	if (!fromSource) {
		const { register: registerTypeScript } = await import('tsx/esm/api');
		registerTypeScript();
	}
	const data: ModuleHooksData = { self: import.meta.url, roots };
	register(fromSource ? './moduleHooks.ts' : './moduleHooks.js', { parentURL: import.meta.url, data });
}
