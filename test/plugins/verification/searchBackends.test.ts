/** Each built-in back end against its service, in the service's own protocol. */
import assert from 'node:assert/strict';
import type { SearchAnswer } from 'autointel';
import { FakeWeb } from '../../support/web/FakeWeb.js';
import { openSearch } from '../../support/web/openSearch.js';

const kinds = ['web', 'reference', 'discussion'] as const;

describe('search back ends', () => {
	let web: FakeWeb;

	before(async () => {
		web = await FakeWeb.open();
	});

	after(() => web.close());

	async function ask(name: string, text: string, limit = 5): Promise<SearchAnswer> {
		const search = await openSearch(web.settings);
		try {
			return await search.search(text, { kinds, backends: [name], limit }, new AbortController().signal);
		} finally {
			await search.close();
		}
	}

	it('searxng: titles, addresses and excerpts', async () => {
		const { hits } = await ask('searxng', 'Tacoma Narrows Bridge fell');
		assert.equal(hits[0]?.title, 'Why the Tacoma Narrows Bridge fell');
		assert.equal(hits[0]?.url, `${web.url}/pages/engineering/tacoma`);
		assert.match(hits[0]?.text ?? '', /^The Tacoma Narrows Bridge fell on 7 November 1940/);
	});

	it('searxng: says what to do where JSON is switched off', async () => {
		web.fail('searxng', { status: 403 });
		const { backends } = await ask('searxng', 'anything');
		web.heal('searxng');
		assert.equal(backends[0]?.failure, 'hands out no JSON: add json to search.formats in its settings.yml');
	});

	it('wikipedia: introductions, in the order of their rank, without lists of namesakes', async () => {
		const { hits } = await ask('wikipedia', 'Golden Gate Bridge');
		assert.equal(hits[0]?.title, 'Golden Gate Bridge');
		assert.equal(hits[0]?.url, `${web.url}/wikipedia/wiki/Golden_Gate_Bridge`);
		assert.match(hits[0]?.text ?? '', /opened to traffic in May 1937/);
		assert.deepEqual((await ask('wikipedia', 'Northgate')).hits, []);
		assert.deepEqual(await ask('wikipedia', 'xyzzy'), { hits: [], backends: [{ name: 'wikipedia', title: 'Wikipedia' }] });
	});

	it('wikidata: statements, one a line, without what is no longer so', async () => {
		const { hits } = await ask('wikidata', 'Australia');
		assert.equal(hits[0]?.url, `${web.url}/wikidata/wiki/Q408`);
		assert.deepEqual(hits[0]?.text.split('\n'), [
			'country in Oceania',
			'instance of: country',
			'inception: 1 January 1901',
			'capital: Canberra'
		]);
		assert.equal(hits[0]?.complete, true);
	});

	it('wikidata: times as exact as they are known, and quantities with their unit', async () => {
		const [bridge] = (await ask('wikidata', 'Golden Gate Bridge')).hits;
		assert.match(bridge?.text ?? '', /^date of official opening: 27 May 1937$/m);
		assert.match(bridge?.text ?? '', /^length: 2,737 metre$/m);
		const [namesake] = (await ask('wikidata', 'Mill Street Bridge')).hits;
		assert.match(namesake?.text ?? '', /^inception: 1904$/m);
	});

	it('hacker-news: stories with points and comments, by topic or by what they link to', async () => {
		const [byTopic] = (await ask('hacker-news', 'Golden Gate Bridge')).hits;
		const [byLink] = (await ask('hacker-news', 'https://bridges.example/golden-gate-paint')).hits;
		assert.deepEqual(byTopic, byLink);
		assert.deepEqual(
			[byTopic?.url, byTopic?.points, byTopic?.replies, byTopic?.published],
			['https://news.ycombinator.com/item?id=40001', 214, 96, '2024-03-02T09:12:00Z']
		);
		assert.match(byTopic?.text ?? '', /^https:\/\/bridges\.example\/golden-gate-paint/);
	});

	it('reddit: posts with their place', async () => {
		const [post] = (await ask('reddit', 'Golden Gate Bridge')).hits;
		assert.deepEqual(
			[post?.url, post?.place, post?.points, post?.published],
			['https://www.reddit.com/r/bicycling/comments/abc12/', 'r/bicycling', 1312, '2024-06-15T20:30:00.000Z']
		);
		assert.deepEqual((await ask('reddit', 'https://bridges.example/golden-gate-paint')).hits, []);
	});

	it('bluesky: posts with their author', async () => {
		const [post] = (await ask('bluesky', 'Golden Gate Bridge')).hits;
		assert.deepEqual(
			[post?.url, post?.place, post?.replies],
			['https://bsky.app/profile/did%3Aplc%3Afogwatch/post/3kabc', '@fogwatch.bsky.social', 3]
		);
	});

	it('mastodon: what stands under a hashtag, as plain text; nothing about a link that nobody shares', async () => {
		const [post] = (await ask('mastodon', 'golden gate bridge')).hits;
		assert.deepEqual(
			[post?.url, post?.place, post?.title],
			[
				'https://mastodon.example/@steelandair/1120',
				'@steelandair',
				'The #GoldenGateBridge turned orange for good in 1937, and has been repainted ever since.'
			]
		);
		assert.deepEqual(await ask('mastodon', 'https://bridges.example/unknown'), {
			hits: [],
			backends: [{ name: 'mastodon', title: 'Mastodon' }]
		});
	});

	it('all: no more than was asked for', async () => {
		for (const name of ['searxng', 'wikipedia', 'wikidata', 'hacker-news', 'reddit', 'bluesky', 'mastodon']) {
			assert.ok((await ask(name, 'Golden Gate Bridge', 1)).hits.length <= 1, name);
		}
	});
});
