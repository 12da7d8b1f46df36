import type { Settings } from '#lib/config/settingsSchema';
import { describeError } from '#lib/errors/describeError';
import { loadRegistry } from '#root/app';
import { broken, type Finding } from './Finding.js';

const name = 'plugins';

export async function examinePlugins(settings: Settings): Promise<readonly Finding[]> {
	try {
		const registry = await loadRegistry(settings);
		const { stages, kinds, plugins } = registry;
		const says = `${plugins.length} plugins with ${stages.size} stages and ${kinds.size} kinds`;
		const unknown = settings.DISABLED_STAGES.filter((stage) => !stages.has(stage));
		if (unknown.length === 0) return [{ name, state: 'ok', says }];
		const nothing = `DISABLED_STAGES names what no plugin brings, and switches off nothing: ${unknown.join(', ')}`;
		return [
			{ name, state: 'ok', says },
			{ name: 'switched off', state: 'missing', says: nothing }
		];
	} catch (error) {
		return [broken(name, describeError(error))];
	}
}
