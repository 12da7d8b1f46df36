import assert from 'node:assert/strict';
import { composeHeadline } from '../../../plugins/reporting/lib/composeHeadline.js';

const said = (text: string, start: number, speaker?: string) => ({
	text,
	worded: 'source' as const,
	quotes: [{ quote: text, start, end: start + 1, ...(speaker === undefined ? {} : { speaker }) }]
});
const texts = ({ takeaways = [] }: ReturnType<typeof composeHeadline>) => takeaways.map(({ text }) => text);

describe('composeHeadline', () => {
	it('has a summary that says who said what, and takeaways that it does not say, each with its quote', () => {
		const takeaways = ['a', 'b', 'c', 'd'].map((text, index) => said(`${text}.`, 3600 - index * 60, index === 3 ? undefined : 'Mayor'));
		const [best, second] = takeaways;
		assert.ok(best && second);
		const headline = composeHeadline({ summary: [second, best], takeaways, model: undefined });
		assert.equal(headline.summary, 'Mayor: “b.” “a.”');
		assert.deepEqual(texts(headline), ['Mayor: “c.”', '“d.”']);
		assert.deepEqual(headline.takeaways?.[0]?.evidence, takeaways[2]?.quotes);
	});

	it('says of what was heard unclearly that it was', () => {
		const unclear = {
			text: 'It is six.',
			worded: 'source' as const,
			quotes: [{ quote: 'It is six.', start: 0, end: 1, uncertain: true as const }]
		};
		assert.equal(composeHeadline({ summary: [unclear], takeaways: [], model: undefined }).summary, '“It is six.” (heard unclearly)');
	});

	it('keeps the summary short by leaving the lesser sentences out, and cuts none', () => {
		const takeaways = Array.from({ length: 9 }, (_, index) => said(`${index} ${'long '.repeat(30)}end.`, index));
		const headline = composeHeadline({ summary: [0, 5, 1, 2].flatMap((index) => takeaways[index] ?? []), takeaways, model: undefined });
		assert.match(headline.summary ?? '', /^“0 (?:long )+end\.” “1 (?:long )+end\.”$/);
		assert.deepEqual(
			texts(headline).map((text) => text.charAt(1)),
			['2', '3', '4', '5', '6', '7', '8']
		);
		const one = said(`${'long '.repeat(200)}end.`, 0);
		assert.match(composeHeadline({ summary: [one], takeaways: [], model: undefined }).summary ?? '', /end\.”$/, 'one is always there');
	});

	it('says of a translation that nobody checked it, and quotes no model', () => {
		const quotes = said('The repair costs 6.2 million.', 0, 'Tomas').quotes;
		const translated = { text: 'Die Reparatur kostet 6,2 Millionen.', worded: 'translated' as const, quotes };
		const worded = { text: 'A repair is 6.2 million.', worded: 'model' as const, quotes };
		const headline = composeHeadline({ summary: [worded], takeaways: [translated, worded], model: 'm' });
		assert.equal(headline.summary, 'A repair is 6.2 million.');
		assert.deepEqual(texts(headline), ['Die Reparatur kostet 6,2 Millionen. (translated by m, not checked)']);
	});

	it('is nothing where there is nothing', () => {
		assert.deepEqual(composeHeadline({ summary: [], takeaways: [], model: undefined }), { takeaways: [] });
	});
});
