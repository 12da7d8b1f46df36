import assert from 'node:assert/strict';
import { renderMarkdown } from '#lib/report/renderMarkdown';
import { reportWith, sectionWith } from './sample.js';

describe('renderMarkdown', () => {
	it('writes every kind of block', () => {
		const text = renderMarkdown(
			reportWith([
				sectionWith(
					[
						{ type: 'paragraph', text: 'It was decided.', at: { start: 3723, end: 3725 }, evidence: [{ quote: 'Carried!', line: 7 }] },
						{
							type: 'list',
							title: 'Takeaways',
							ordered: true,
							items: [
								{ text: 'We repair.', evidence: [{ quote: 'We repair.', start: 61, end: 63, speaker: 'Mayor' }] },
								{ text: 'Said twice', evidence: [{ quote: 'Yes.', start: 0, end: 1 }] }
							]
						},
						{ type: 'facts', items: [{ label: 'Words', value: '1,204' }] },
						{ type: 'table', title: 'Speakers', columns: ['Name', 'Words'], rows: [['Mayor', '12'], ['Hale | Sons']] }
					],
					{ notes: ['sentences were chosen, not written'] }
				)
			])
		);
		for (const expected of [
			'# Town hall\n\nThe council decided.\n',
			'## Words\n\nIt was decided. (1:02:03)\n\n> “Carried!” — line 7\n',
			'### Takeaways\n\n1. “We repair.” — Mayor, 1:01\n2. Said twice\n\n   > “Yes.” — 0:00\n',
			'- **Words:** 1,204\n',
			'| Name | Words |\n| --- | --- |\n| Mayor | 12 |\n| Hale \\| Sons |  |\n',
			'*Note: sentences were chosen, not written*'
		]) {
			assert.ok(text.includes(expected), `${expected}\n--- is not in ---\n${text}`);
		}
	});

	it('says of a quote that it was heard unclearly', () => {
		const evidence = [{ quote: 'Maybe.', start: 61, end: 63, speaker: 'Mayor', uncertain: true }] as const;
		const text = renderMarkdown(reportWith([sectionWith([{ type: 'paragraph', text: 'It was said.', evidence }])]));
		assert.ok(text.includes('> “Maybe.” — Mayor, 1:01 (heard unclearly)\n'), text);
	});

	it('lets nothing that a source says become markup', () => {
		const evil = '# <script>alert(1)</script>\n\n- [x](javascript:alert(2)) **b** `c` | d & &lt;';
		const text = renderMarkdown(
			reportWith([sectionWith([{ type: 'paragraph', text: evil }], { title: evil })], { title: evil, summary: evil, source: evil })
		);
		assert.ok(!/(?<!\\)<script/u.test(text));
		assert.ok(!/(?<!\\)\]\(/u.test(text));
		assert.ok(!/^# \[|^- \[|^# </mu.test(text));
		assert.ok(text.includes('&amp;lt;'));
		assert.equal(text.match(/^# /gmu)?.length, 1);
	});

	it('gives skipped and failed stages with their reason, at the end', () => {
		const text = renderMarkdown(
			reportWith([
				sectionWith([], { stage: 'guess', title: 'Guess', status: 'skipped', reason: 'nothing to guess' }),
				sectionWith([{ type: 'paragraph', text: 'done' }])
			])
		);
		assert.ok(text.indexOf('done') < text.indexOf('## Not in this report\n\n- Guess (skipped): nothing to guess'));
	});

	it('shows sections for operators to operators alone', () => {
		const report = reportWith([sectionWith([{ type: 'paragraph', text: 'cost 3 dollars' }], { audience: 'operator' })]);
		assert.ok(!renderMarkdown(report).includes('cost 3 dollars'));
		assert.ok(renderMarkdown(report, { audience: 'operator' }).includes('cost 3 dollars'));
	});

	it('cites what was fetched below what it carries, with a link where it is a web address', () => {
		const sources = [
			{ title: 'A [page]', url: 'https://example.org/a_(b)', passage: 'It says\n*so*.', says: 'Supports it' },
			{ title: 'No page', url: 'javascript:alert(1)' }
		];
		const quote = { quote: 'It opened.', start: 1, end: 2 };
		const text = renderMarkdown(
			reportWith([
				sectionWith([
					{ type: 'list', items: [{ text: 'Claim', evidence: [quote], sources }] },
					{ type: 'paragraph', text: 'Claim', sources: sources.slice(1) }
				])
			])
		);
		const cited = ['  - Supports it: [A \\[page\\]](https://example.org/a_%28b%29): “It says \\*so\\*.”', '  - No page'];
		assert.ok(text.includes(['- Claim', '', '  > “It opened.” — 0:01', '', ...cited].join('\n')), text);
		assert.ok(text.includes('\n\nClaim\n\n- No page\n'));
	});
});
