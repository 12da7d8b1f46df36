/** A SearXNG server: the web at large, through whatever engines it asks. https://docs.searxng.org/dev/search_api.html */
import { AutointelError, defineSearchBackend, z } from 'autointel';
import { apiAddress } from '../lib/apiAddress.js';
import { plainText } from '../lib/plainText.js';

const answer = z.object({
	results: z.array(z.object({ url: z.string(), title: z.string().catch(''), content: z.string().nullish().catch('') }))
});

export const SearXng = defineSearchBackend({
	title: 'the web (SearXNG)',
	kind: 'web',
	address: ({ SEARCH_URL }) => SEARCH_URL,
	async search({ text, language, limit }, { address, get }) {
		const found = await get(apiAddress(address, '/search', { q: text, format: 'json', language }), answer).catch(explained);
		return found.results
			.slice(0, limit)
			.map(({ url, title, content }) => ({ url, title: plainText(title) || url, text: plainText(content) }));
	}
});

function explained(error: unknown): never {
	if (!(error instanceof AutointelError) || error.code !== 'http-403') throw error;
	// Its own way of saying so: JSON is off until the operator of the server turns it on.
	throw new AutointelError('http-403', 'hands out no JSON: add json to search.formats in its settings.yml', { cause: error });
}
