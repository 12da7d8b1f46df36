/** What people say, as Hacker News (through its search), Reddit, Bluesky and Mastodon hand it out without a log-in. */
import type { Post, World } from '../World.js';
import { best, notFound, type Reply } from './Reply.js';

export function hackernews(url: URL, world: World): Reply {
	if (url.pathname !== '/api/v1/search') return notFound;
	const query = url.searchParams;
	const onlyLinks = query.get('restrictSearchableAttributes') === 'url';
	const found = search(world, 'hackernews', query.get('query') ?? '', onlyLinks).slice(0, Number(query.get('hitsPerPage') ?? 20));
	const hits = found.map(({ id, title, link, text, author, points, replies, published }) => ({
		objectID: id,
		title,
		url: link ?? null,
		author,
		points,
		story_text: text === '' ? null : text,
		num_comments: replies,
		created_at: published,
		created_at_i: Date.parse(published) / 1000,
		_tags: ['story', `author_${author}`, `story_${id}`]
	}));
	return { body: { hits, nbHits: hits.length, page: 0, nbPages: 1, hitsPerPage: 20, exhaustiveNbHits: true, query: query.get('query') } };
}

export function reddit(url: URL, world: World): Reply {
	if (url.pathname !== '/search.json') return notFound;
	const query = url.searchParams;
	const asked = query.get('q') ?? '';
	const link = /^url:"(.*)"$/.exec(asked)?.[1];
	const found = search(world, 'reddit', link ?? asked, link !== undefined).slice(0, Number(query.get('limit') ?? 25));
	const children = found.map(({ id, title, link: linked, text, author, place = 'r/all', points, replies, published }) => ({
		kind: 't3',
		data: {
			id,
			title,
			author,
			selftext: text,
			subreddit_name_prefixed: place,
			permalink: `/${place}/comments/${id}/`,
			url: linked ?? `https://www.reddit.com/${place}/comments/${id}/`,
			score: points,
			num_comments: replies,
			created_utc: Date.parse(published) / 1000
		}
	}));
	return { body: { kind: 'Listing', data: { after: null, dist: children.length, children } } };
}

export function bluesky(url: URL, world: World): Reply {
	if (url.pathname !== '/xrpc/app.bsky.feed.searchPosts') return notFound;
	const query = url.searchParams;
	const link = query.get('url');
	const found = search(world, 'bluesky', link ?? query.get('q') ?? '', link !== null).slice(0, Number(query.get('limit') ?? 25));
	const posts = found.map(({ id, text, link: linked, author, points, replies, published }) => ({
		uri: `at://did:plc:${author}/app.bsky.feed.post/${id}`,
		cid: `bafy${id}`,
		author: { did: `did:plc:${author}`, handle: `${author}.bsky.social`, displayName: author },
		record: { $type: 'app.bsky.feed.post', text, createdAt: published },
		...(linked === undefined
			? {}
			: { embed: { $type: 'app.bsky.embed.external#view', external: { uri: linked, title: '', description: '' } } }),
		likeCount: points,
		replyCount: replies,
		repostCount: 0,
		indexedAt: published
	}));
	return { body: { posts, hitsTotal: posts.length } };
}

export function mastodon(url: URL, world: World): Reply {
	const tag = /^\/api\/v1\/timelines\/tag\/(.+)$/.exec(url.pathname)?.[1];
	const link = url.pathname === '/api/v1/timelines/link' ? url.searchParams.get('url') : null;
	if (tag === undefined && link === null) return notFound;
	const under = decodeURIComponent(tag ?? '').toLowerCase();
	const found = world.posts.filter(
		(post) => post.service === 'mastodon' && (link === null ? post.place?.toLowerCase() === under : post.link === link)
	);
	// The real one: what is not being shared much right now is not found.
	if (link !== null && found.length === 0) return notFound;
	return {
		body: found
			.slice(0, Number(url.searchParams.get('limit') ?? 20))
			.map(({ id, text, link: linked, author, points, replies, published }) => ({
				id,
				created_at: published,
				uri: `https://mastodon.example/users/${author}/statuses/${id}`,
				url: `https://mastodon.example/@${author}/${id}`,
				content: `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
				account: { id: author, username: author, acct: author, display_name: author },
				card: linked === undefined ? null : { url: linked, title: '' },
				favourites_count: points,
				replies_count: replies,
				reblogs_count: 0
			}))
	};
}

function search({ posts }: World, service: Post['service'], asked: string, onlyLinks: boolean): readonly Post[] {
	const here = posts.filter((post) => post.service === service);
	return onlyLinks ? here.filter(({ link }) => link === asked) : best(here, asked, ({ title, text }) => `${title} ${text}`, 0.6);
}
