/**
 * A Mastodon server. Without a log-in it hands out what stands under a hashtag, and what is said about a link that is being shared much
 * (from 4.3). https://docs.joinmastodon.org/methods/timelines/
 */
import { AutointelError, defineSearchBackend, z } from 'autointel';
import { apiAddress, isAddress } from '../lib/apiAddress.js';
import { beginning, plainText } from '../lib/plainText.js';

const answer = z.array(
	z.object({
		url: z.string().nullish(),
		uri: z.string(),
		content: z.string(),
		created_at: z.string(),
		account: z.object({ acct: z.string() }),
		card: z.object({ url: z.string() }).nullish().catch(undefined),
		favourites_count: z.number().catch(0),
		replies_count: z.number().catch(0)
	})
);

const longestTitle = 100;

export const Mastodon = defineSearchBackend({
	title: 'Mastodon',
	kind: 'discussion',
	address: ({ MASTODON_URL }) => MASTODON_URL,
	async search({ text, limit }, { address, get }) {
		const tag = hashtag(text);
		if (tag === '') return [];
		const question = isAddress(text)
			? apiAddress(address, '/api/v1/timelines/link', { url: text, limit })
			: apiAddress(address, `/api/v1/timelines/tag/${encodeURIComponent(tag)}`, { limit });
		const statuses = await get(question, answer).catch(noneThere);
		return statuses.map(({ url, uri, content, created_at, account, card, favourites_count, replies_count }) => {
			const words = plainText(content);
			return {
				title: beginning(words, longestTitle),
				url: url ?? uri,
				text: `${words} ${card?.url ?? ''}`,
				place: `@${account.acct}`,
				published: created_at,
				points: favourites_count,
				replies: replies_count
			};
		});
	}
});

/** `Golden Gate Bridge` is discussed under `GoldenGateBridge`. */
function hashtag(text: string): string {
	return (text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** How a server says that a link is not being shared there, or that it is too old to know. */
function noneThere(error: unknown): [] {
	if (error instanceof AutointelError && error.code === 'http-404') return [];
	throw error;
}
