import assert from 'node:assert/strict';
import type { SearchKind, SearchOptions } from 'autointel';
import { defineSearchBackend } from 'autointel';
import { Search } from '#lib/evidence/Search';
import type { SearchBackendDefinition } from '#lib/evidence/SearchBackend';
import { GuardedFetch } from '#lib/sources/GuardedFetch';
import { SearchBackendStore } from '#lib/stages/SearchBackendStore';
import { silentLogger } from '../../support/silentLogger.js';
import { FakeWeb } from '../../support/web/FakeWeb.js';
import { nowhere } from '../../support/web/nowhere.js';
import { openSearch } from '../../support/web/openSearch.js';

const never = new AbortController().signal;

function backend(name: string, given: Partial<SearchBackendDefinition>) {
	const BackendClass = defineSearchBackend({
		title: name,
		kind: 'web',
		address: () => 'http://127.0.0.1:1',
		search: async () => [],
		...given
	});
	return new BackendClass({ root: '', path: '', name, store: new SearchBackendStore() });
}

function searchOf(...backends: readonly ReturnType<typeof backend>[]): Search {
	return new Search({
		backends,
		addresses: {},
		web: new GuardedFetch({ allowPrivateAddresses: false }),
		cache: { get: async () => undefined, set: async () => {} },
		logger: silentLogger
	});
}

function item(url: string) {
	return { title: url, url, text: '' };
}

describe('Search', () => {
	let web: FakeWeb;

	beforeEach(async () => {
		web = await FakeWeb.open();
	});

	afterEach(() => web.close());

	/** A search of its own each time: nothing is kept from before. */
	async function ask(text: string, options: SearchOptions = {}) {
		const search = await openSearch(web.settings);
		try {
			return await search.search(text, options, never);
		} finally {
			await search.close();
		}
	}

	it('asks the back ends of the kinds that are wanted', async () => {
		const names = async (kinds?: readonly SearchKind[]) =>
			(await ask('Golden Gate Bridge', kinds === undefined ? {} : { kinds })).backends.map(({ name }) => name).sort();
		assert.deepEqual(await names(), ['searxng', 'wikidata', 'wikipedia']);
		assert.deepEqual(await names(['discussion']), ['bluesky', 'hacker-news', 'mastodon', 'reddit']);
		const { backends } = await ask('Golden Gate Bridge', { backends: ['wikipedia'] });
		assert.deepEqual(backends, [{ name: 'wikipedia', title: 'Wikipedia' }]);
	});

	it('reaches what the operator named in the private network, though members may not', async () => {
		const { hits } = await ask('Golden Gate Bridge', { kinds: ['reference'] });
		assert.ok(hits.some(({ title }) => title === 'Golden Gate Bridge'));
	});

	it('says of each back end what is wrong with it, and loses nothing of the others', async () => {
		const failures = {
			drop: 'cannot be reached',
			html: 'answers with something else than search results',
			shape: 'answers with something else than search results',
			truncated: 'answers with something else than search results'
		} as const;
		for (const [fault, failure] of Object.entries(failures)) {
			web.fail('wikipedia', fault as keyof typeof failures);
			const { hits, backends } = await ask('Golden Gate Bridge', { kinds: ['reference'] });
			assert.equal(backends.find(({ name }) => name === 'wikipedia')?.failure, failure, fault);
			assert.ok(hits.every(({ backend: name }) => name === 'wikidata') && hits.length > 0, fault);
		}
		for (const [status, failure] of [
			[403, 'does not answer without a log-in (403)'],
			[404, 'refuses the question (404)'],
			[429, 'wants no more questions for now'],
			[503, 'cannot answer at the moment (503)']
		] as const) {
			web.fail('wikipedia', { status });
			const { backends } = await ask('Golden Gate Bridge', { kinds: ['reference'] });
			assert.equal(backends.find(({ name }) => name === 'wikipedia')?.failure, failure);
		}
	});

	it('waits for a silent back end once, and then leaves it alone for a while', async () => {
		web.fail('wikipedia', 'hang');
		const search = await openSearch(web.settings, { timeoutMs: 200 });
		const options = { backends: ['wikipedia'] };
		const [first, second] = [await search.search('one', options, never), await search.search('two', options, never)];
		assert.deepEqual([first.backends[0]?.failure, second.backends[0]?.failure], ['does not answer in time', 'does not answer in time']);
		assert.equal(web.asked('wikipedia'), 1);
		await search.close();
	});

	it('leaves a back end alone that wants no more questions', async () => {
		web.fail('wikipedia', { status: 429, headers: { 'retry-after': '120' } });
		const search = await openSearch(web.settings);
		for (const text of ['one', 'two', 'three']) await search.search(text, { backends: ['wikipedia'] }, never);
		assert.equal(web.asked('wikipedia'), 1);
		await search.close();
	});

	it('has its answer at once where nothing can be reached', async () => {
		const search = await openSearch(nowhere);
		const { hits, backends } = await search.search('Golden Gate Bridge', { kinds: ['web', 'reference', 'discussion'] }, never);
		assert.deepEqual(hits, []);
		assert.equal(backends.length, 6);
		assert.ok(backends.every(({ failure }) => failure === 'cannot be reached'));
		await search.close();
	});

	it('asks nobody where none is configured', async () => {
		const search = await openSearch({});
		assert.deepEqual(await search.search('Golden Gate Bridge', {}, never), { hits: [], backends: [] });
		await search.close();
	});

	it('keeps answers, and not failures', async () => {
		const search = await openSearch(web.settings);
		const options = { backends: ['hacker-news'], kinds: ['discussion'] } as const;
		web.fail('hackernews', { status: 400 });
		await search.search('Golden Gate Bridge', options, never);
		web.heal('hackernews');
		const first = await search.search('Golden Gate Bridge', options, never);
		const second = await search.search('  Golden  Gate Bridge ', options, never);
		assert.equal(first.hits.length, 1);
		assert.deepEqual(second, first);
		assert.equal(web.asked('hackernews'), 2);
		await search.close();
	});

	it('has an address that several found once, the best of each back end first', async () => {
		const search = searchOf(
			backend('one', { search: async () => [item('https://a.example/1'), item('https://a.example/2')] }),
			backend('two', { search: async () => [item('https://www.a.example/2/'), item('https://a.example/3')] })
		);
		const { hits } = await search.search('x', {}, never);
		assert.deepEqual(
			hits.map(({ url }) => url),
			['https://a.example/1', 'https://www.a.example/2/', 'https://a.example/3']
		);
	});

	it('leaves out what is no proper find, and survives a back end with a mistake in it', async () => {
		const search = searchOf(
			backend('odd', { search: async () => [item('javascript:alert(1)'), { ...item('https://a.example/1'), title: ' two\n lines ' }] }),
			backend('broken', {
				search: async () => {
					throw new TypeError('undefined is not a function');
				}
			})
		);
		const { hits, backends } = await search.search('x', {}, never);
		assert.deepEqual(
			hits.map(({ title, url }) => [title, url]),
			[['two lines', 'https://a.example/1']]
		);
		assert.deepEqual(backends, [
			{ name: 'broken', title: 'broken', failure: 'is broken' },
			{ name: 'odd', title: 'odd' }
		]);
	});

	it('asks one thing at a time of a back end', async () => {
		let asking = 0;
		let most = 0;
		const search = searchOf(
			backend('slow', {
				search: async () => {
					most = Math.max(most, ++asking);
					await new Promise((resolve) => setTimeout(resolve, 2));
					asking--;
					return [];
				}
			})
		);
		await Promise.all(['a', 'b', 'c'].map((text) => search.search(text, {}, never)));
		assert.equal(most, 1);
	});

	it('stops when it is told to', async () => {
		web.fail('wikipedia', 'hang');
		const search = await openSearch(web.settings);
		const controller = new AbortController();
		const asked = search.search('Golden Gate Bridge', { backends: ['wikipedia'] }, controller.signal);
		controller.abort(new Error('enough'));
		await assert.rejects(asked, /enough/);
		await search.close();
	});

	it('searches in the language of the source', async () => {
		const search = await openSearch({ WIKIPEDIA_URL: `${web.url}/{language}pedia` });
		await search.search('Brücke', { language: 'de-AT' }, never);
		// Only letters name a service of the loopback web: what matters here is where the question went.
		const { backends } = await search.search('Brücke', { language: 'de-AT' }, never);
		assert.equal(backends[0]?.failure, 'refuses the question (404)');
		await search.close();
	});

	it('searches in English where the language is not known', async () => {
		const asked: string[] = [];
		const search = searchOf(
			backend('one', {
				search: async ({ language }) => {
					asked.push(language);
					return [];
				}
			})
		);
		for (const language of ['und', '', 'pt-BR']) await search.search('bridge', { language }, never);
		assert.deepEqual(asked, ['en', 'en', 'pt']);
	});

	it('asks nobody where that is withheld, and says so of each that would have been asked', () => {
		const search = searchOf(backend('one', {}), backend('two', { kind: 'discussion' }), backend('three', { address: () => undefined }));
		assert.deepEqual(search.withhold({}, 'cannot be asked'), {
			hits: [],
			backends: [{ name: 'one', title: 'one', failure: 'cannot be asked' }]
		});
	});
});
