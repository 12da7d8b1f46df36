import assert from 'node:assert/strict';
import { composeMessage, longestMessage } from '../../../plugins/reporting/lib/composeMessage.js';

const said = (text: string, start: number, speaker?: string) => ({
	text,
	worded: 'source' as const,
	quotes: [{ quote: text, start, end: start + 1, ...(speaker === undefined ? {} : { speaker }) }]
});

describe('composeMessage', () => {
	it('has the title, the best of the summary and up to five takeaways, each with its place', () => {
		const takeaways = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((text, index) => said(`${text}.`, 3600 - index * 60, 'Mayor'));
		const [best, second, third] = takeaways;
		assert.ok(best && second && third);
		assert.deepEqual(composeMessage({ title: 'Town hall', summary: [third, second, best], takeaways }).split('\n'), [
			'Town hall',
			'Mayor: “b.” (59:00)',
			'Mayor: “a.” (1:00:00)',
			'• Mayor: “c.” (58:00)',
			'• Mayor: “d.” (57:00)',
			'• Mayor: “e.” (56:00)',
			'• Mayor: “f.” (55:00)',
			'• Mayor: “g.” (54:00)'
		]);
	});

	it('names lines, and nobody where nobody is named', () => {
		const message = composeMessage({
			title: 'T',
			summary: [],
			takeaways: [{ text: 'It is old.', worded: 'source', quotes: [{ quote: 'It is old.', line: 7 }] }]
		});
		assert.equal(message, 'T\n• It is old. (line 7)');
	});

	it('stays short and cuts no sentence', () => {
		const takeaways = Array.from({ length: 9 }, (_, index) => said(`${index} ${'long '.repeat(70)}end.`, index));
		const message = composeMessage({ title: 'word '.repeat(200), summary: takeaways.slice(0, 4), takeaways });
		assert.ok(message.length <= longestMessage);
		assert.ok(message.split('\n').length >= 3);
		for (const line of message.split('\n').slice(1)) assert.match(line, /end\. \(0:0\d\)$/u);
	});

	it('is the title alone where there is nothing else', () => {
		assert.equal(composeMessage({ title: ' Town\nhall ', summary: [], takeaways: [] }), 'Town hall');
	});
});
