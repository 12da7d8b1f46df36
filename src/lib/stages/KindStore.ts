import { Kind } from './Kind.js';
import { LoadingStore } from './LoadingStore.js';

/** All kinds of workflows of all plugins, by name. */
export class KindStore extends LoadingStore<Kind, 'kinds'> {
	public constructor() {
		super(Kind, 'kinds');
	}
}

declare module '@sapphire/pieces' {
	interface StoreRegistryEntries {
		kinds: KindStore;
	}
}
