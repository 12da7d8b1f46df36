import assert from 'node:assert/strict';
import { readPictures } from '#lib/report/readPictures';
import { renderHtml } from '#lib/report/renderHtml';
import { renderMarkdown } from '#lib/report/renderMarkdown';
import { reportWith, sectionWith } from './sample.js';

describe('renderHtml', () => {
	const full = reportWith(
		[
			sectionWith([
				{
					type: 'paragraph',
					text: 'It was decided.',
					at: { start: 3723, end: 3725 },
					evidence: [{ quote: 'Carried!', start: 3723.4, end: 3725 }]
				},
				{ type: 'list', ordered: true, items: [{ text: 'We repair.', evidence: [{ quote: 'We repair.', line: 7, speaker: 'Mayor' }] }] },
				{ type: 'facts', items: [{ label: 'Words', value: '1,204' }] },
				{ type: 'table', columns: ['Name'], rows: [['Mayor'], []] }
			]),
			sectionWith([{ type: 'paragraph', text: 'cost 3 dollars' }], { stage: 'cost', title: 'Cost', audience: 'operator' }),
			sectionWith([], { stage: 'guess', title: 'Guess', status: 'skipped', reason: 'nothing to guess' })
		],
		{ status: 'partial', reason: 'one stage failed', source: 'https://example.org/?a=1&b=2' }
	);

	it('has a table of contents whose every link leads somewhere, and no id twice', () => {
		const page = renderHtml(full, { audience: 'operator' });
		const ids = [...page.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
		const targets = [...page.matchAll(/href="#([^"]+)"/gu)].map(([, id]) => id);
		assert.equal(new Set(ids).size, ids.length);
		assert.ok(targets.length >= 5);
		for (const target of targets) assert.ok(ids.includes(target), `#${target} leads nowhere`);
	});

	it('shows times as anchors and quotes as blockquotes with their speaker', () => {
		const page = renderHtml(full);
		assert.ok(page.includes('<a class="time" id="t-3723" href="#t-3723">1:02:03</a> It was decided.'));
		assert.ok(
			page.includes('<blockquote><p dir="auto">“Carried!”</p><footer><a class="time" href="#t-3723">1:02:03</a></footer></blockquote>')
		);
		assert.ok(page.includes('“We repair.”</p><footer>Mayor, <a class="time" id="line-7" href="#line-7">line 7</a>'));
		assert.equal(page.match(/We repair\./gu)?.length, 1);
	});

	it('folds long lists away, all of it in the page and in its order', () => {
		const items = Array.from({ length: 16 }, (_, index) => ({ text: `Item ${index}.` }));
		const page = (count: number) => renderHtml(reportWith([sectionWith([{ type: 'list', ordered: true, items: items.slice(0, count) }])]));
		assert.ok(!page(15).includes('<details'));
		assert.match(
			page(16),
			/Item 9\.<\/div><\/li>\n<\/ol>\n<details><summary>6 more<\/summary>\n<ol start="11">\n<li><div dir="auto">Item 10\./
		);
	});

	it('folds many quotes of one statement away, all of them in the page', () => {
		const said = (count: number) => Array.from({ length: count }, (_, index) => ({ quote: `Word ${index}.`, line: index + 1 }));
		const page = (count: number) =>
			renderHtml(reportWith([sectionWith([{ type: 'list', items: [{ text: 'Said.', evidence: said(count) }] }])]));
		assert.ok(!page(8).includes('<details'));
		const [open = '', folded = ''] = page(20).split('<details><summary>15 more</summary>');
		assert.deepEqual(
			[open, folded].map((part) => part.match(/<blockquote>/gu)?.length),
			[5, 15]
		);
	});

	it('says of a quote that it was heard unclearly', () => {
		const evidence = [{ quote: 'Maybe.', start: 61, end: 63, uncertain: true }] as const;
		const page = renderHtml(reportWith([sectionWith([{ type: 'paragraph', text: 'It was said.', evidence }])]));
		assert.match(page, /“Maybe\.”<\/p><footer><a [^>]+>1:01<\/a> \(heard unclearly\)<\/footer>/);
	});

	it('shows skipped sections with their reason, and sections for operators to operators alone', () => {
		const page = renderHtml(full);
		assert.ok(page.includes('<strong>Guess</strong> (skipped): nothing to guess'));
		assert.ok(!page.includes('cost 3 dollars') && !page.includes('>Cost<'));
		assert.ok(renderHtml(full, { audience: 'operator' }).includes('cost 3 dollars'));
	});

	it('asks the network for nothing', () => {
		const page = renderHtml(full);
		assert.ok(page.includes(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`));
		assert.ok(!/<(?:script|img|link|iframe|object|form)\b|\bsrc=|url\(|@import/iu.test(page));
	});

	it('carries its pictures in itself, and names those that it cannot carry', async () => {
		const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
		const blocks = ['drawn', 'huge', 'gone', 'film', 'none'].map((artifact) => ({
			type: 'picture' as const,
			artifact,
			alt: `What is "${artifact}"`
		}));
		const file = (artifact: string, mediaType: string, bytes: number) => ({ name: `${artifact}.file`, artifact, mediaType, bytes });
		const files = [
			file('drawn', 'image/svg+xml', svg.length),
			file('huge', 'image/png', 50_000_000),
			file('gone', 'image/png', 10),
			file('film', 'text/html', 10)
		];
		const report = reportWith([sectionWith(blocks)], { files });
		const pictures = await readPictures(report, async (artifact) => {
			if (artifact === 'gone') throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
			assert.notEqual(artifact, 'huge', 'it is not even read');
			return Buffer.from(svg);
		});
		const page = renderHtml(report, { pictures });
		const images = [...page.matchAll(/<img[^>]*>/gu)].map(([image]) => image);
		assert.deepEqual(images, [
			`<img alt="What is &quot;drawn&quot;" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`
		]);
		for (const name of ['huge', 'gone', 'film']) assert.ok(page.includes(`What is &quot;${name}&quot;: ${name}.file</p>`), name);
		assert.ok(page.includes('What is &quot;none&quot;</p>'));
		const markdown = renderMarkdown(report);
		assert.ok(markdown.includes('![What is "drawn"](drawn.file)') && markdown.includes('What is "none"'), markdown);
	});

	it('escapes everything, wherever it stands', () => {
		const evil = `"'><script>alert(1)</script>&amp;`;
		const page = renderHtml(
			reportWith(
				[
					sectionWith(
						[
							{ type: 'paragraph', text: evil, evidence: [{ quote: evil, line: 1, speaker: evil }] },
							{ type: 'list', title: evil, items: [{ text: evil }] },
							{ type: 'facts', title: evil, items: [{ label: evil, value: evil }] },
							{ type: 'table', title: evil, columns: [evil], rows: [[evil]] }
						],
						{ stage: evil, title: evil, notes: [evil] }
					),
					sectionWith([], { stage: 'other', title: evil, status: 'failed', reason: evil, notes: [evil] })
				],
				{
					title: evil,
					summary: evil,
					status: 'failed',
					reason: evil,
					kind: evil,
					depth: evil,
					source: `https://${evil}`,
					files: [{ name: evil, mediaType: evil, artifact: evil, bytes: 1 }]
				}
			)
		);
		assert.ok(!page.includes('<script'));
		assert.ok(!page.includes(evil));
		assert.ok(page.includes('&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;'));
	});

	it('links a source at an address, and only one that a browser may open', () => {
		assert.ok(renderHtml(full).includes('<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">'));
		assert.ok(!renderHtml(reportWith([], { source: 'javascript:alert(1)' })).includes('href="javascript'));
	});

	it('cites what was fetched with a link, and what is no web address without one', () => {
		const sources = [
			{ title: 'A <b>page', url: 'https://example.org/a?b="c"&d=(e)', passage: 'It says "so" & more.', says: 'Supports it' },
			{ title: 'No page', url: 'javascript:alert(1)' }
		];
		const page = renderHtml(reportWith([sectionWith([{ type: 'list', items: [{ text: 'Claim', sources }] }])]));
		assert.ok(
			page.includes(
				'Supports it: <a href="https://example.org/a?b=%22c%22&amp;d=%28e%29" rel="noopener noreferrer">A &lt;b&gt;page</a>: “It says &quot;so&quot; &amp; more.”'
			)
		);
		assert.ok(page.includes('<li dir="auto">No page</li>'));
	});
});
