import { join } from 'node:path';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import type { Plugin } from '#lib/stages/Plugin';
import { DeliveryPreconditionStore } from './DeliveryPreconditionStore.js';
import { DeliveryRouteStore } from './DeliveryRouteStore.js';

/** The routes and preconditions of autointel and all plugins. */
export class DeliveryPieces {
	public readonly routes = new DeliveryRouteStore();
	public readonly preconditions = new DeliveryPreconditionStore();

	private constructor() {}

	/**
	 * @param own the folder that holds autointel's own `delivery-routes` and `delivery-preconditions`
	 * @param plugins as the registry has prepared them to be loaded
	 * @throws {ConfigurationError} `invalid-route`, and whatever keeps a piece from being loaded, naming the file
	 */
	public static async load(own: string, plugins: readonly Plugin[]): Promise<DeliveryPieces> {
		const pieces = new DeliveryPieces();
		for (const root of [own, ...plugins.map((plugin) => plugin.root)]) {
			for (const store of [pieces.preconditions, pieces.routes]) store.registerPath(join(root, store.name));
		}
		await pieces.preconditions.loadAll();
		await pieces.routes.loadAll();
		pieces.#check();
		return pieces;
	}

	#check(): void {
		for (const { name, preconditions, location, position } of this.routes.values()) {
			const fault = (what: string) => new ConfigurationError('invalid-route', `${location.full}: the delivery route "${name}" ${what}`);
			if (!Number.isFinite(position)) throw fault('needs a position: a number');
			const unknown = preconditions.find((wanted) => !this.preconditions.has(wanted));
			if (unknown !== undefined) throw fault(`asks for a precondition "${unknown}" that no plugin brings`);
		}
	}
}
