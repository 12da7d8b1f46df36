import type { Settings } from '#lib/config/settingsSchema';
import { userAgentOf } from '#lib/config/userAgentOf';
import { describeError } from '#lib/errors/describeError';
import { Search } from '#lib/evidence/Search';
import { createLogger } from '#lib/logging/createLogger';
import { GuardedFetch } from '#lib/sources/GuardedFetch';
import { loadRegistry } from '#root/app';
import { version } from '#root/version';
import { broken, type Finding } from './Finding.js';

const name = 'search';
/** Something that every service knows. */
const asked = 'Canberra';
const timeoutMs = 5000;

/** Asks each search back end one question, which costs nothing. */
export async function examineSearch(settings: Settings): Promise<readonly Finding[]> {
	const missing = (says: string): Finding => ({ name, state: 'missing', says });
	const web = new GuardedFetch({ allowPrivateAddresses: settings.ALLOW_PRIVATE_ADDRESSES, userAgent: userAgentOf(settings, version) });
	try {
		const registry = await loadRegistry(settings);
		const cache = { get: () => Promise.resolve(undefined), set: () => Promise.resolve() };
		const logger = createLogger({ level: 'silent' });
		const search = new Search({ backends: [...registry.searchBackends.values()], addresses: settings, web, cache, logger, timeoutMs });
		const kinds = ['web', 'reference', 'discussion'] as const;
		const { backends } = await search.search(asked, { kinds, limit: 1 }, AbortSignal.timeout(2 * timeoutMs));
		const answered = backends.filter(({ failure }) => failure === undefined).map(({ title }) => title);
		return [
			...(answered.length === 0 ? [] : [{ name, state: 'ok' as const, says: `${answered.join(', ')}: evidence is looked for there` }]),
			...backends.flatMap(({ title, failure }) =>
				failure === undefined ? [] : [missing(`${title} ${failure}: nothing is looked for there`)]
			),
			...(backends.length === 0 ? [missing('none: no claim is checked, and no background is looked up')] : []),
			...(settings.SEARCH_URL === undefined
				? [missing('the web at large is not searched: most claims end without enough evidence. Set SEARCH_URL (a SearXNG server).')]
				: []),
			...(settings.OPERATOR_CONTACT === undefined
				? [
						missing(
							'who asks is not said: Wikipedia and others may turn such questions away. Set OPERATOR_CONTACT (a mail address or a page).'
						)
					]
				: [])
		];
	} catch (error) {
		return [broken(name, describeError(error))];
	} finally {
		await web.close();
	}
}
