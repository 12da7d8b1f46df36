import { planStages } from '#lib/stages/planStages';
import { loadRegistry } from '#root/app';
import { currentSettings } from '#root/cli/currentSettings';
import { print, printJson, table } from '#root/cli/print';

export async function stages(options: { readonly kind?: string; readonly depth?: string; readonly json?: boolean }): Promise<void> {
	const registry = await loadRegistry(currentSettings());
	const kind = registry.kind(options.kind);
	const depth = options.depth ?? kind.definition.defaultDepth ?? kind.definition.depths[0] ?? '';
	const plan = planStages(registry, kind, depth).map(({ name, plugin, depth: own, phase, needs, wants }) => ({
		name,
		plugin,
		depth: own,
		phase,
		needs,
		wants
	}));
	if (options.json) {
		printJson(plan);
		return;
	}
	print(`${kind.name}, ${depth}: ${plan.length} stages\n`);
	print(
		table([
			['STAGE', 'PHASE', 'DEPTH', 'USES'],
			...plan.map(({ name, phase, depth: own, needs, wants }) => [
				name,
				phase,
				own,
				[...needs, ...wants.map((want) => `(${want})`)].join(' ')
			])
		])
	);
}
