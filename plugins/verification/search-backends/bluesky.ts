/** Bluesky. Its documented host public.api.bsky.app refuses searches without a log-in; api.bsky.app answers the first page of one. */
import { defineSearchBackend, z } from 'autointel';
import { apiAddress, isAddress } from '../lib/apiAddress.js';
import { beginning } from '../lib/plainText.js';

const answer = z.object({
	posts: z.array(
		z.object({
			uri: z.string(),
			author: z.object({ did: z.string(), handle: z.string() }),
			record: z.object({ text: z.string().catch(''), createdAt: z.string() }),
			embed: z
				.object({ external: z.object({ uri: z.string() }).optional() })
				.optional()
				.catch(undefined),
			likeCount: z.number().catch(0),
			replyCount: z.number().catch(0)
		})
	)
});

const longestTitle = 100;

export const Bluesky = defineSearchBackend({
	title: 'Bluesky',
	kind: 'discussion',
	address: ({ BLUESKY_URL }) => BLUESKY_URL,
	async search({ text, limit }, { address, get }) {
		const url = isAddress(text) ? text : undefined;
		const { posts } = await get(apiAddress(address, '/xrpc/app.bsky.feed.searchPosts', { q: text, url, limit, sort: 'top' }), answer);
		return posts.map(({ uri, author, record, embed, likeCount, replyCount }) => ({
			title: beginning(record.text, longestTitle),
			url: `https://bsky.app/profile/${encodeURIComponent(author.did)}/post/${encodeURIComponent(uri.split('/').at(-1) ?? '')}`,
			text: `${record.text} ${embed?.external?.uri ?? ''}`,
			place: `@${author.handle}`,
			published: record.createdAt,
			points: likeCount,
			replies: replyCount
		}));
	}
});
