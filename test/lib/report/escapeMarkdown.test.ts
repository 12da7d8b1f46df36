import assert from 'node:assert/strict';
import { escapeMarkdown } from '#lib/report/escapeMarkdown';

describe('escapeMarkdown', () => {
	it('leaves ordinary sentences as they are', () => {
		const text = 'In 1931, 6.2 million (about 40%) - "yes", she said; it\'s #1 & fine.';
		assert.equal(escapeMarkdown(text), text);
	});

	const starts: readonly (readonly [text: string, expected: string])[] = [
		['# heading', '\\# heading'],
		['- item', '\\- item'],
		['1. item', '1\\. item'],
		['1931. That was the year', '1931\\. That was the year'],
		['> quote', '\\> quote'],
		['two\nlines', 'two lines'],
		['&copy; 2020', '&amp;copy; 2020'],
		['a_b*c', 'a\\_b\\*c']
	];
	for (const [text, expected] of starts) {
		it(`turns ${JSON.stringify(text)} into ${JSON.stringify(expected)}`, () => assert.equal(escapeMarkdown(text), expected));
	}
});
