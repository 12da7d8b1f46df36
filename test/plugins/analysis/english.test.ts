import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPassage } from '../../../plugins/analysis/lib/english.js';
import { sentimentOfText } from '../../../plugins/analysis/lib/vader.js';

function mentions(text: string): string[] {
	return readPassage(text).mentions.map(({ name, type }) => `${type}: ${name}`);
}

describe('readPassage', () => {
	it('finds names as they stand in the text, without the signs around them', () => {
		assert.deepEqual(mentions('“The plan of Anna Keller,” says Dr. John Smith, failed in Chicago’s parks.'), [
			'person: Anna Keller',
			'person: Dr. John Smith',
			'place: Chicago'
		]);
		assert.deepEqual(mentions('The World Health Organization agreed.'), ['organisation: World Health Organization']);
	});

	it('finds dates, sums and percentages', () => {
		assert.deepEqual(mentions('On 3 May 2026 it cost $4.5 million, 12% more.'), [
			'date: 3 May 2026',
			'money: $4.5 million',
			'percentage: 12%'
		]);
	});

	it('takes nothing for a name or a date that names nothing', () => {
		assert.deepEqual(mentions('tomorrow my friend will hope for the best in the park'), []);
	});

	it('reads anything, and mentions only what stands there', () => {
		const word = fc.oneof(
			fc.constantFrom('Dr.', 'London', 'constructor', '__proto__', '$', '5%', 'May', "O'Neil's", 'NASA,', '\n'),
			fc.string({ maxLength: 10 })
		);
		fc.assert(
			fc.property(fc.array(word, { maxLength: 12 }), (words) => {
				const text = words.join(' ');
				const passage = readPassage(text);
				for (const { name } of passage.mentions) assert.ok(name !== '' && text.includes(name), name);
				const score = sentimentOfText(text);
				assert.ok(score >= -1 && score <= 1, String(score));
			}),
			{ numRuns: 150 }
		);
	});
});

describe('sentimentOfText', () => {
	it('tells praise from blame, and hears a not', () => {
		assert.ok(sentimentOfText('This is a wonderful, great success.') > 0.5);
		assert.ok(sentimentOfText('This is a terrible, horrible failure.') < -0.5);
		assert.ok(sentimentOfText('This is not good.') < 0);
		assert.equal(sentimentOfText('The bus leaves at noon.'), 0);
	});
});
