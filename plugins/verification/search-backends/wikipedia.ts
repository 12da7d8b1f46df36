/** Wikipedia: introductions of articles. https://www.mediawiki.org/wiki/API:Search and Extension:TextExtracts */
import { defineSearchBackend, z } from 'autointel';
import { apiAddress } from '../lib/apiAddress.js';

const answer = z
	.object({
		batchcomplete: z.boolean().optional(),
		// Absent where nothing was found.
		query: z
			.object({
				pages: z.array(
					z.object({
						title: z.string(),
						index: z.number(),
						fullurl: z.string(),
						extract: z.string().optional(),
						pageprops: z.object({ disambiguation: z.string().optional() }).optional()
					})
				)
			})
			.optional(),
		error: z.undefined().optional()
	})
	.refine(({ batchcomplete, query }) => batchcomplete || query !== undefined);

export const Wikipedia = defineSearchBackend({
	title: 'Wikipedia',
	kind: 'reference',
	address: ({ WIKIPEDIA_URL }) => WIKIPEDIA_URL,
	async search({ text, limit }, { address, get }) {
		const { query } = await get(
			apiAddress(address, '/w/api.php', {
				action: 'query',
				format: 'json',
				formatversion: 2,
				generator: 'search',
				gsrsearch: text,
				gsrlimit: limit,
				prop: 'extracts|info|pageprops',
				exintro: 1,
				explaintext: 1,
				exlimit: 'max',
				inprop: 'url',
				ppprop: 'disambiguation',
				redirects: 1
			}),
			answer
		);
		return (query?.pages ?? [])
			.filter(({ pageprops }) => pageprops?.disambiguation === undefined)
			.sort((one, other) => one.index - other.index)
			.map(({ title, fullurl: url, extract = '' }) => ({ title, url, text: extract }));
	}
});
