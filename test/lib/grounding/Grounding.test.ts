import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Grounding } from '#lib/grounding/Grounding';
import type { Segment } from '#lib/workflow/transcript';

const cues: readonly Segment[] = [
	{ start: 0, end: 2, speaker: 'Mayor', text: 'The repair costs 6.2 million' },
	{ start: 2, end: 4, speaker: 'Mayor', text: 'and closes the bridge for fourteen months.' },
	{ start: 5, end: 7, speaker: 'Engineer', text: 'We will not close “the deck” in winter.' },
	{ start: 8, end: 9, speaker: 'Engineer', text: 'mumbled words about money', unreliable: true },
	{ start: 9, end: 12, speaker: 'Engineer', text: 'It gets worse with every year we wait.' },
	{ start: 20, end: 22, speaker: 'Mayor', text: 'It gets worse with every year we wait.' }
];

const texts: readonly Segment[] = [
	{ line: 3, text: 'The quick brown fox jumps over' },
	{ line: 4, text: 'the lazy dog every morning.' },
	{ line: 9, text: 'Nothing else happens here.' }
];

describe('Grounding', () => {
	it('finds words as they stand, whatever their case, punctuation and white space, and gives them their time and speaker', () => {
		const found = new Grounding(cues).locate('the repair  costs 6.2 MILLION');
		assert.deepEqual(found, {
			quotes: [{ quote: 'The repair costs 6.2 million', start: 0, end: 2, speaker: 'Mayor' }],
			words: 'The repair costs 6.2 million',
			corrected: false
		});
	});

	it('follows words from one cue into the next, and takes the punctuation along', () => {
		const found = new Grounding(cues).locate('6.2 million and closes the bridge for fourteen months');
		assert.deepEqual(found?.quotes, [
			{ quote: '6.2 million and closes the bridge for fourteen months.', start: 0, end: 4, speaker: 'Mayor' }
		]);
	});

	it('gives one quote for each line of a text', () => {
		const found = new Grounding(texts).locate('jumps over the lazy dog');
		assert.deepEqual(found?.quotes, [
			{ quote: 'jumps over', line: 3 },
			{ quote: 'the lazy dog', line: 4 }
		]);
	});

	it('replaces what is almost right by the true words', () => {
		const grounding = new Grounding(cues);
		const found = grounding.locate('and closed the bridges for fourteen month');
		assert.equal(found?.words, 'and closes the bridge for fourteen months.');
		assert.equal(found?.corrected, true);
		assert.deepEqual(grounding.tally, { exact: 0, corrected: 1, dropped: 0 });
	});

	it('takes the longest part of a quote that leaves something out', () => {
		assert.equal(
			new Grounding(cues).locate('The repair … closes the bridge for fourteen months')?.words,
			'closes the bridge for fourteen months.'
		);
	});

	it('prefers the place it is told', () => {
		const grounding = new Grounding(cues);
		assert.equal(grounding.locate('it gets worse with every year', 4)?.quotes[0].speaker, 'Engineer');
		assert.equal(grounding.locate('it gets worse with every year', 5)?.quotes[0].speaker, 'Mayor');
	});

	it('drops and counts what was not said, not said by one voice, or not heard reliably', () => {
		const grounding = new Grounding(cues);
		const lies = [
			'The mayor stole the money of the choir',
			'for fourteen months. We will not close',
			'mumbled words about money',
			'The repair costs 9.2 million',
			'We will now close the deck in winter',
			'We will close the deck in winter',
			'it',
			'',
			'… … …'
		];
		for (const lie of lies) assert.equal(grounding.locate(lie), undefined, lie);
		assert.deepEqual(grounding.tally, { exact: 0, corrected: 0, dropped: lies.length });
	});

	it('finds words in a script without spaces', () => {
		const found = new Grounding([{ start: 0, end: 3, text: '市长说，大桥的维修费用是六百万元，工期十四个月。' }]).locate(
			'大桥的维修费用是六百万元'
		);
		assert.equal(found?.words, '大桥的维修费用是六百万元');
	});

	it('answers with nothing but words of the source, whatever it is asked', () => {
		const word = fc.constantFrom('the', 'bridge', 'costs', '6.2', 'million', 'not', 'we', 'wait', 'Élan', '“quoted”', "don't", '𝒳', '—');
		const sentence = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
		const segment = fc.record({
			text: sentence,
			speaker: fc.constantFrom('A', 'B'),
			unreliable: fc.constantFrom<[undefined, true]>(undefined, true)
		});
		fc.assert(
			fc.property(fc.array(segment, { maxLength: 8 }), sentence, (parts, asked) => {
				const segments = parts.map((part, index): Segment => ({ ...part, start: index, end: index + 1 }));
				const found = new Grounding(segments).locate(asked);
				if (found === undefined) return;
				const [{ speaker, ...quote }] = found.quotes;
				assert.ok('start' in quote);
				const said = segments.slice(quote.start, quote.end);
				assert.ok(said.every((part) => part.speaker === speaker && !part.unreliable));
				assert.ok(
					said
						.map(({ text }) => text)
						.join(' ')
						.includes(quote.quote),
					`"${quote.quote}" is not in the source`
				);
			}),
			{ numRuns: 500 }
		);
	});
});
