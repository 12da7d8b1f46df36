import { Search } from '#lib/evidence/Search';
import type { SearchAddresses } from '#lib/evidence/SearchAddresses';
import { GuardedFetch } from '#lib/sources/GuardedFetch';
import type { Registry } from '#lib/stages/Registry';
import type { Json } from '#lib/workflow/json';
import { loadRegistry } from '#root/app';
import { settingsFor } from '../settings.js';
import { silentLogger } from '../silentLogger.js';
import { temporaryFolder } from '../temporaryFolder.js';

let builtin: Promise<Registry> | undefined;

/** The search of an operator who has named these addresses, with the built-in back ends, behind the guard that keeps private ones out. */
export async function openSearch(addresses: SearchAddresses, { timeoutMs = 8000 } = {}): Promise<Search & { close(): Promise<void> }> {
	builtin ??= loadRegistry(settingsFor(temporaryFolder()));
	const { searchBackends } = await builtin;
	const web = new GuardedFetch({ allowPrivateAddresses: false });
	const kept = new Map<string, Json>();
	const cache = {
		get: (_stage: string, key: string) => Promise.resolve(kept.get(key)),
		set: async (_stage: string, key: string, value: Json) => void kept.set(key, value)
	};
	const search = new Search({ backends: [...searchBackends.values()], addresses, web, cache, logger: silentLogger, timeoutMs });
	return Object.assign(search, { close: () => web.close() });
}
