/** Hacker News, through its search service. https://hn.algolia.com/api */
import { defineSearchBackend, z } from 'autointel';
import { apiAddress, isAddress } from '../lib/apiAddress.js';
import { plainText } from '../lib/plainText.js';

const answer = z.object({
	hits: z.array(
		z.object({
			objectID: z.string(),
			title: z.string().nullish(),
			url: z.string().nullish(),
			story_text: z.string().nullish(),
			points: z.number().nullish(),
			num_comments: z.number().nullish(),
			created_at: z.string()
		})
	)
});

export const HackerNews = defineSearchBackend({
	title: 'Hacker News',
	kind: 'discussion',
	address: ({ HACKERNEWS_URL }) => HACKERNEWS_URL,
	async search({ text, limit }, { address, get }) {
		const { hits } = await get(
			apiAddress(address, '/api/v1/search', {
				query: text,
				tags: 'story',
				hitsPerPage: limit,
				restrictSearchableAttributes: isAddress(text) ? 'url' : undefined
			}),
			answer
		);
		return hits.map(({ objectID, title, url, story_text, points, num_comments, created_at }) => ({
			title: title ?? '',
			url: `https://news.ycombinator.com/item?id=${encodeURIComponent(objectID)}`,
			text: [url ?? '', plainText(story_text)].join(' '),
			published: created_at,
			points: Math.max(0, points ?? 0),
			replies: num_comments ?? 0
		}));
	}
});
