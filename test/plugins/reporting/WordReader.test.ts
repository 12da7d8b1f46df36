import assert from 'node:assert/strict';
import { WordReader } from '../../../plugins/reporting/lib/WordReader.js';

function topicsOf(language: string, text: string): readonly string[] {
	return new WordReader(language, [text])
		.read(text)
		.filter(({ content }) => content)
		.map(({ folded }) => folded);
}

describe('WordReader', () => {
	it('tells words that carry a topic from those that do not', () => {
		assert.deepEqual(topicsOf('en', "It's the Bridge, and we don’t have 6.2 million!"), ['bridge', '6.2', 'million']);
		assert.deepEqual(topicsOf('de-AT', 'Die Brücke und der Rost'), ['brücke', 'rost']);
	});

	it('finds words where no space stands between them', () => {
		assert.ok(topicsOf('ja', '橋の修理').includes('修理'));
	});

	it('leaves the most frequent words aside where it has no list', () => {
		const text = Array.from({ length: 20 }, (_, index) => `ja silta${index} on`).join(' ');
		const topics = topicsOf('und', text);
		assert.ok(topics.includes('silta7'));
		assert.ok(!topics.includes('ja') && !topics.includes('on'));
	});

	it('takes a tag that means nothing for an unknown language', () => {
		assert.equal(new WordReader('not a tag', []).knowsLanguage, false);
	});
});
