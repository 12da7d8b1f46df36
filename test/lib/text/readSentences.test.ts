import assert from 'node:assert/strict';
import { readSentences, type Segment } from 'autointel';
import { lines, stands, townHall } from '../../plugins/reporting/transcripts.js';

function texts(segments: readonly Segment[], language = 'en'): readonly string[] {
	return readSentences(segments, language).map(({ text }) => text);
}

describe('readSentences', () => {
	it('joins a sentence that runs over several cues, with the time from the first to the last', () => {
		const [first, second] = readSentences(
			[
				{ text: 'We repair', start: 1, end: 2, speaker: 'Mayor' },
				{ text: 'the bridge. And', start: 2.1, end: 3, speaker: 'Mayor' },
				{ text: 'soon.', start: 3.1, end: 4, speaker: 'Mayor' }
			],
			'en'
		);
		assert.deepEqual(first?.quotes, [{ quote: 'We repair the bridge.', start: 1, end: 3, speaker: 'Mayor' }]);
		assert.deepEqual(second?.quotes, [{ quote: 'And soon.', start: 2.1, end: 4, speaker: 'Mayor' }]);
	});

	it('is no surer of a sentence than of the least sure of its parts', () => {
		const cue = (text: string, start: number, confidence: number): Segment => ({ text, start, end: start + 1, confidence });
		const sentences = readSentences([cue('We repair', 0, 0.9), cue('the bridge.', 1, 0.4), cue('It is old.', 2, 0.9)], 'en');
		assert.deepEqual(
			sentences.flatMap(({ quotes }) => quotes),
			[
				{ quote: 'We repair the bridge.', start: 0, end: 2, uncertain: true },
				{ quote: 'It is old.', start: 2, end: 3 }
			]
		);
	});

	it('joins nothing across speakers, long silences and what could not be heard', () => {
		const cue = (text: string, start: number, more: Partial<Segment> = {}): Segment => ({ text, start, end: start + 1, ...more });
		assert.deepEqual(texts([cue('I think', 0, { speaker: 'A' }), cue('so do I', 1, { speaker: 'B' })]), ['I think', 'so do I']);
		assert.deepEqual(texts([cue('I think', 0), cue('so do I', 9)]), ['I think', 'so do I']);
		assert.deepEqual(texts([cue('I think', 0), cue('mumble', 1, { unreliable: true }), cue('so do I', 2)]), ['I think', 'so do I']);
	});

	it('says how long the silence before a sentence was', () => {
		const read = readSentences(
			[
				{ text: 'One.', start: 0, end: 1 },
				{ text: 'Two. Three.', start: 7, end: 8 }
			],
			'en'
		);
		assert.deepEqual(
			read.map(({ pause }) => pause),
			[0, 6, 0]
		);
	});

	it('does not end a sentence at an abbreviation', () => {
		assert.deepEqual(texts(lines('Mr. Lindqvist met Dr. No. They talked.')), ['Mr. Lindqvist met Dr. No.', 'They talked.']);
	});

	it('does not end a sentence at an ordinal, in languages that write one with a dot', () => {
		assert.deepEqual(texts(lines('Am 12. März war es zu. Das ist alles.'), 'de'), ['Am 12. März war es zu.', 'Das ist alles.']);
		assert.deepEqual(texts(lines('We counted 12. Then we left.'), 'en'), ['We counted 12.', 'Then we left.']);
	});

	it('quotes a sentence that is wrapped over several lines line by line', () => {
		const wrapped = lines('The council of the town has decided to repair', 'the old bridge before the winter comes. Good.', 'Next');
		const [first, second, third] = readSentences(wrapped, 'en');
		assert.equal(first?.text, 'The council of the town has decided to repair the old bridge before the winter comes.');
		assert.deepEqual(first?.quotes, [
			{ quote: 'The council of the town has decided to repair', line: 1 },
			{ quote: 'the old bridge before the winter comes.', line: 2 }
		]);
		assert.deepEqual(second?.quotes, [{ quote: 'Good.', line: 2 }]);
		assert.deepEqual(third?.quotes, [{ quote: 'Next', line: 3 }]);
	});

	it('does not run headings and list items together', () => {
		assert.deepEqual(texts(lines('Report', 'apples', 'pears')), ['Report', 'apples', 'pears']);
	});

	it('cuts speech without punctuation into pieces', () => {
		const segments = Array.from({ length: 100 }, (_, index) => ({ text: `and then word ${index}`, start: index, end: index + 1 }));
		const read = readSentences(segments, 'en');
		assert.ok(read.length >= 4);
		for (const { quotes } of read) assert.ok(quotes.every((quote) => stands(quote, segments)));
	});

	it('reads languages that put no space between words', () => {
		assert.deepEqual(texts(lines('橋は古いです。修理しましょう。'), 'ja'), ['橋は古いです。', '修理しましょう。']);
	});

	it('takes every word of the example into exactly one sentence', async () => {
		const segments = await townHall();
		const read = readSentences(segments, 'en');
		assert.equal(read.map(({ text }) => text).join(' '), segments.map(({ text }) => text).join(' '));
		for (const { quotes } of read) assert.ok(quotes.every((quote) => stands(quote, segments)));
	});
});
