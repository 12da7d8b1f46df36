import assert from 'node:assert/strict';
import { renderHtml } from '#lib/report/renderHtml';
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
		assert.ok(page.includes(`content="default-src 'none'; style-src 'unsafe-inline'"`));
		assert.ok(!/<(?:script|img|link|iframe|object|form)\b|\bsrc=|url\(|@import/iu.test(page));
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
