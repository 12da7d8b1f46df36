import assert from 'node:assert/strict';
import { type Article, extractArticle } from '#lib/sources/article/extractArticle';
import { articlePage, consentPage, frontPage, logInPage, paragraphs, paywallPage, scriptPage } from '../../../plugins/sources/pages.js';

function article(html: string): Article {
	const found = extractArticle(html);
	assert.ok('article' in found, JSON.stringify(found));
	return found.article;
}

function refusal(html: string, address?: Parameters<typeof extractArticle>[1]): string {
	const found = extractArticle(html, address);
	assert.ok('refusal' in found, JSON.stringify(found));
	return found.refusal;
}

describe('extractArticle', () => {
	it('finds text, title, author, site, date and language, and nothing around them', () => {
		assert.deepEqual(article(articlePage()), {
			title: 'Bridge to be repaired',
			author: 'Ann Lee',
			published: '2024-05-15T08:00:00Z',
			site: 'The Alder Post',
			language: 'en',
			lines: paragraphs
		});
	});

	it('gives headings, list items and table rows lines of their own', () => {
		const body = `<p>${paragraphs.join('</p><p>')}</p><h2>In <em>figures</em></h2><ul><li>One<ul><li>inner</li></ul></li><li>Two</li></ul>
			<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2024</td><td>3.1 million</td></tr></table>
			<p>First<br>still first<br><br>second &amp; last</p><pre>a\n  b</pre>`;
		assert.deepEqual(article(articlePage({ body })).lines.slice(paragraphs.length), [
			'In figures',
			'One',
			'inner',
			'Two',
			'Year Cost',
			'2024 3.1 million',
			'First still first',
			'second & last',
			'a',
			'b'
		]);
	});

	it('makes up no author, date or site', () => {
		const html = `<html><head><title>Plain</title></head><body><article><p>${paragraphs.join('</p><p>')}</p>
			<p>See you on <time datetime="2030-01-01">New Year</time>.</p></article></body></html>`;
		assert.deepEqual(Object.keys(article(html)), ['title', 'lines']);
	});

	it('reads pages that leave out what they may', () => {
		assert.deepEqual(article(`<title>Bare</title><p>${paragraphs.join('<p>')}`), { title: 'Bare', lines: paragraphs });
	});

	it('reads metadata in JSON-LD', () => {
		const data = {
			'@context': 'https://schema.org',
			'@type': 'NewsArticle',
			headline: 'H',
			author: { name: 'Bo' },
			datePublished: '2023-02-01'
		};
		const html = `<html><head><script type="application/ld+json">${JSON.stringify(data)}</script></head><body><article><p>${paragraphs.join('</p><p>')}</p></article></body></html>`;
		const { author, published } = article(html);
		assert.deepEqual({ author, published }, { author: 'Bo', published: '2023-02-01' });
	});

	describe('refuses', () => {
		const cases: readonly (readonly [name: string, html: string, reason: RegExp])[] = [
			['a log-in page', logInPage, /log-in page/],
			['a consent page', consentPage, /consent page/],
			['a paywall with a teaser', paywallPage, /for subscribers/],
			[
				'a teaser that says in its metadata that it is not free',
				articlePage({
					head: '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>',
					body: `<p>${paragraphs[0]}</p>`
				}),
				/for subscribers/
			],
			['a front page', frontPage, /list of links/],
			['an application', scriptPage, /no article text/],
			['a check for robots', `<title>Just a moment...</title><p>${paragraphs.join('<p>')}`, /check for robots/],
			['an empty page', '<html><body></body></html>', /no article text/],
			['a page without end', '<div>'.repeat(60_000), /cannot be read|no article text/]
		];
		for (const [name, html, reason] of cases) it(name, () => assert.match(refusal(html), reason));

		it('what a log-in page answered instead of the article', () => {
			const address = { requestedUrl: 'https://example.org/story', url: 'https://example.org/login?next=/story' };
			assert.match(refusal(articlePage(), address), /log-in or consent/);
			assert.match(refusal(articlePage(), { ...address, url: 'https://consent.example.org/' }), /log-in or consent/);
		});
	});

	it('takes an article about such pages for an article', () => {
		const url = 'https://example.org/why-login-pages-fail';
		assert.ok('article' in extractArticle(articlePage(), { requestedUrl: url, url }));
		const long = [...paragraphs, ...paragraphs, ...paragraphs, 'Sites ask you to subscribe to continue.'];
		assert.equal(article(articlePage({ body: `<p>${long.join('</p><p>')}</p>` })).lines.length, long.length);
	});
});
