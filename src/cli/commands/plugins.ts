import { loadRegistry } from '#root/app';
import { currentSettings } from '#root/cli/currentSettings';
import { print, printJson, table } from '#root/cli/print';

export async function plugins({ json }: { readonly json?: boolean }): Promise<void> {
	const registry = await loadRegistry(currentSettings());
	const found = registry.plugins.map((plugin) => ({
		name: plugin.name,
		version: plugin.version,
		folder: plugin.root,
		stages: [...registry.stages.filter((stage) => registry.pluginOf(stage) === plugin).keys()].sort(),
		kinds: [...registry.kinds.filter((kind) => registry.pluginOf(kind) === plugin).keys()].sort()
	}));
	if (json) {
		printJson(found);
		return;
	}
	print(
		table([
			['PLUGIN', 'VERSION', 'BRINGS'],
			...found.map(({ name, version, stages, kinds }) => [name, version, [...stages, ...kinds.map((kind) => `${kind} (kind)`)].join(', ')])
		])
	);
}
