/** Wikipedia: `action=query` with the generator `search`, and its pages. */
import type { World } from '../World.js';
import { page } from './page.js';
import { best, notFound, type Reply } from './Reply.js';

export function wikipedia(url: URL, { articles }: World, base: string): Reply {
	const title = /^\/wiki\/(.+)$/.exec(url.pathname)?.[1];
	if (title !== undefined) {
		const article = articles.find((one) => pathOf(one.title) === title);
		return article === undefined ? notFound : html(page(`${article.title} - Wikipedia`, article.text));
	}
	const query = url.searchParams;
	if (url.pathname !== '/w/api.php' || query.get('action') !== 'query') return notFound;
	if (!query.get('gsrsearch')) {
		return { body: { error: { code: 'missingparam', info: 'The "gsrsearch" parameter must be set.', docref: '' } } };
	}
	// A title counts twice: the real one ranks it first too.
	const found = best(articles, query.get('gsrsearch') ?? '', ({ title: name, text }) => `${name} ${text.join(' ')}`, 0.5)
		.map((article) => ({ article, titled: best([article], article.title, () => query.get('gsrsearch') ?? '', 1).length }))
		.sort((one, other) => other.titled - one.titled)
		.slice(0, Number(query.get('gsrlimit') ?? 10));
	if (found.length === 0) return { body: { batchcomplete: true } };
	const pages = found.map(({ article }, index) => ({
		pageid: 1000 + articles.indexOf(article),
		ns: 0,
		title: article.title,
		index: index + 1,
		...(article.isDisambiguation ? { pageprops: { disambiguation: '' } } : {}),
		extract: article.text[0] ?? '',
		fullurl: `${base}/wiki/${pathOf(article.title)}`
	}));
	// As the real one: in the order of page ids, with the rank beside.
	return { body: { batchcomplete: true, query: { pages: pages.sort((one, other) => one.pageid - other.pageid) } } };
}

function pathOf(title: string): string {
	return encodeURIComponent(title.replaceAll(' ', '_'));
}

function html(body: string): Reply {
	return { headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
}
