import { SearchBackend } from '#lib/evidence/SearchBackend';
import { LoadingStore } from './LoadingStore.js';

/** All search back ends of all plugins, by name. */
export class SearchBackendStore extends LoadingStore<SearchBackend, 'search-backends'> {
	public constructor() {
		super(SearchBackend, 'search-backends');
	}
}

declare module '@sapphire/pieces' {
	interface StoreRegistryEntries {
		'search-backends': SearchBackendStore;
	}
}
