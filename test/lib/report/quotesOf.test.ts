import assert from 'node:assert/strict';
import { quotesOf } from '#lib/report/quotesOf';
import { reportWith, sectionWith } from './sample.js';

describe('quotesOf', () => {
	it('yields the quotes of paragraphs and lists in reading order, from every section', () => {
		const quote = (words: string) => ({ quote: words, line: 1 });
		const report = reportWith([
			sectionWith([
				{ type: 'paragraph', text: 'a', evidence: [quote('first'), quote('second')] },
				{ type: 'facts', items: [{ label: 'quote', value: 'none' }] },
				{ type: 'table', columns: ['quote'], rows: [['none']] },
				{ type: 'list', items: [{ text: 'b' }, { text: 'c', evidence: [quote('third')] }] }
			]),
			sectionWith([{ type: 'paragraph', text: 'd', evidence: [quote('fourth')] }], { audience: 'operator' })
		]);
		assert.deepEqual(
			[...quotesOf(report)].map((found) => found.quote),
			['first', 'second', 'third', 'fourth']
		);
	});

	it('yields those of the takeaways, too', () => {
		const takeaways = [{ text: 'a', evidence: [{ quote: 'head', line: 2 }] }];
		assert.deepEqual(
			[...quotesOf({ ...reportWith([]), takeaways })].map((found) => found.quote),
			['head']
		);
	});

	it('yields nothing for a report without sections', () => assert.deepEqual([...quotesOf(reportWith([]))], []));
});
