import { AutointelError } from '#lib/errors/AutointelError';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import type { Kind } from './Kind.js';
import { KindStore } from './KindStore.js';
import type { Plugin } from './Plugin.js';
import { prepareModules } from './prepareModules.js';
import { SearchBackendStore } from './SearchBackendStore.js';
import type { Stage } from './Stage.js';
import { StageStore } from './StageStore.js';
import { validateKinds } from './validateKinds.js';
import { validateStages } from './validateStages.js';

/** All pieces of all plugins, checked: what can be planned, run and searched. */
export class Registry {
	public readonly stages = new StageStore();
	public readonly kinds = new KindStore();
	public readonly searchBackends = new SearchBackendStore();
	public readonly plugins: readonly Plugin[];

	private constructor(plugins: readonly Plugin[]) {
		this.plugins = plugins;
	}

	/** @throws {ConfigurationError} names the file of the first piece that cannot be used. */
	public static async load(plugins: readonly Plugin[]): Promise<Registry> {
		const registry = new Registry(plugins);
		await prepareModules(plugins);
		for (const { root } of plugins) {
			registry.stages.registerPath(`${root}/stages`);
			registry.kinds.registerPath(`${root}/kinds`);
			registry.searchBackends.registerPath(`${root}/search-backends`);
		}
		await registry.kinds.loadAll();
		await registry.searchBackends.loadAll();
		await registry.stages.loadAll();
		validateKinds(registry);
		validateStages(registry);
		return registry;
	}

	/** The plugin that a piece came from. */
	public pluginOf(piece: Stage | Kind): Plugin {
		const plugin = this.plugins.find(({ root }) => piece.location.full.startsWith(`${root}/`));
		if (!plugin) throw new ConfigurationError('plugin-unknown', `${piece.location.full} belongs to no plugin`);
		return plugin;
	}

	/** A kind by its name, or the default one. @throws {AutointelError} `unknown-kind` */
	public kind(name?: string): Kind {
		const kind = name === undefined ? this.#defaultKind() : this.kinds.get(name);
		if (kind) return kind;
		const known = [...this.kinds.keys()].join(', ') || 'none: no plugin brings one';
		throw new AutointelError('unknown-kind', name === undefined ? 'No kind of workflow is the default one' : `There is no kind "${name}"`, {
			hint: `Known kinds: ${known}.`
		});
	}

	#defaultKind(): Kind | undefined {
		return this.kinds.find(({ definition }) => definition.isDefault === true) ?? (this.kinds.size === 1 ? this.kinds.first() : undefined);
	}
}
