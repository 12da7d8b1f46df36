import { LoadingStore } from '#lib/stages/LoadingStore';
import { DeliveryRoute } from './DeliveryRoute.js';

/** All ways to deliver, by name. */
export class DeliveryRouteStore extends LoadingStore<DeliveryRoute, 'delivery-routes'> {
	public constructor() {
		super(DeliveryRoute, 'delivery-routes');
	}

	/** In the order in which they are tried. */
	public inOrder(): readonly DeliveryRoute[] {
		return [...this.values()].sort((one, other) => one.position - other.position || one.name.localeCompare(other.name));
	}
}

declare module '@sapphire/pieces' {
	interface StoreRegistryEntries {
		'delivery-routes': DeliveryRouteStore;
	}
}
