/** SearXNG with JSON switched on, and the pages that it finds. */
import type { World } from '../World.js';
import { page } from './page.js';
import { best, notFound, type Reply } from './Reply.js';

export function searxng(url: URL, { pages }: World, _base: string, root: string): Reply {
	const query = url.searchParams;
	if (url.pathname !== '/search') return notFound;
	// The real one answers so to every format that is not in its settings.
	if (query.get('format') !== 'json') return { status: 403, body: 'Forbidden' };
	const asked = query.get('q') ?? '';
	if (asked === '') return { status: 400, body: 'No query' };
	const results = best(pages, asked, ({ title, text }) => `${title} ${text.join(' ')}`).map(({ path, title, text }, index) => ({
		url: `${root}/pages/${path}`,
		title,
		content: (text[0] ?? '').slice(0, 200),
		publishedDate: null,
		engine: 'test',
		engines: ['test'],
		positions: [index + 1],
		score: 1 / (index + 1),
		category: 'general'
	}));
	return {
		body: {
			query: asked,
			number_of_results: results.length,
			results,
			answers: [],
			corrections: [],
			infoboxes: [],
			suggestions: [],
			unresponsive_engines: []
		}
	};
}

export function pages(url: URL, world: World): Reply {
	const found = world.pages.find(({ path }) => `/${path}` === url.pathname);
	if (found === undefined) return { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not found</h1>' };
	return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: found.html ?? page(found.title, found.text) };
}
