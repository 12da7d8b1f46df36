/** Reddit's public search. https://www.reddit.com/dev/api/#GET_search */
import { defineSearchBackend, z } from 'autointel';
import { apiAddress, isAddress } from '../lib/apiAddress.js';

const answer = z.object({
	data: z.object({
		children: z.array(
			z.object({
				data: z.object({
					title: z.string().catch(''),
					permalink: z.string(),
					url: z.string().catch(''),
					selftext: z.string().catch(''),
					subreddit_name_prefixed: z.string().catch(''),
					score: z.number().catch(0),
					num_comments: z.number().catch(0),
					created_utc: z.number()
				})
			})
		)
	})
});

export const Reddit = defineSearchBackend({
	title: 'Reddit',
	kind: 'discussion',
	address: ({ REDDIT_URL }) => REDDIT_URL,
	async search({ text, limit }, { address, get }) {
		const q = isAddress(text) ? `url:"${text.replaceAll('"', '%22')}"` : text;
		const { data } = await get(apiAddress(address, '/search.json', { q, limit, sort: 'relevance', type: 'link', raw_json: 1 }), answer);
		return data.children.map(({ data: post }) => ({
			title: post.title,
			url: new URL(post.permalink, 'https://www.reddit.com').href,
			text: `${post.url} ${post.selftext}`,
			place: post.subreddit_name_prefixed,
			published: new Date(post.created_utc * 1000).toISOString(),
			points: Math.max(0, post.score),
			replies: post.num_comments
		}));
	}
});
