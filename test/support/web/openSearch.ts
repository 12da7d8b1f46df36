import { fileURLToPath } from 'node:url';
import { Search } from '#lib/evidence/Search';
import type { SearchAddresses } from '#lib/evidence/SearchAddresses';
import { GuardedFetch } from '#lib/sources/GuardedFetch';
import { SearchBackendStore } from '#lib/stages/SearchBackendStore';
import type { Json } from '#lib/workflow/json';
import { silentLogger } from '../silentLogger.js';

const folder = fileURLToPath(new URL('../../../plugins/verification/search-backends', import.meta.url));

let builtin: Promise<SearchBackendStore> | undefined;

/** The search of an operator who has named these addresses, with the built-in back ends, behind the guard that keeps private ones out. */
export async function openSearch(addresses: SearchAddresses, { timeoutMs = 8000 } = {}): Promise<Search & { close(): Promise<void> }> {
	builtin ??= loadBackends();
	const backends = [...(await builtin).values()];
	const web = new GuardedFetch({ allowPrivateAddresses: false });
	const kept = new Map<string, Json>();
	const cache = {
		get: (_stage: string, key: string) => Promise.resolve(kept.get(key)),
		set: async (_stage: string, key: string, value: Json) => void kept.set(key, value)
	};
	const search = new Search({ backends, addresses, web, cache, logger: silentLogger, timeoutMs });
	return Object.assign(search, { close: () => web.close() });
}

async function loadBackends(): Promise<SearchBackendStore> {
	const store = new SearchBackendStore();
	store.registerPath(folder);
	await store.loadAll();
	return store;
}
