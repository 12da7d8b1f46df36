import assert from 'node:assert/strict';
import { forTerminal, onOneLine } from '#root/cli/forTerminal';

describe('forTerminal', () => {
	it('leaves nothing that a terminal would obey', () => {
		assert.equal(
			forTerminal('\u001b]0;title\u0007red \u001b[31mred\u001b[0m\u009b2J \u202eevil\u202c\r\nnext\tline\u0000'),
			'red red evil\nnext\tline'
		);
	});

	it('leaves words of any script as they are', () => {
		const words = 'Zürich 東京 العربية 👩‍👩‍👧 “quoted”';
		assert.equal(forTerminal(words), words);
	});

	it('makes one line of any length', () => {
		assert.equal(onOneLine('a\nb\n\tc', 10), 'a b c');
		assert.equal(onOneLine('👍👍👍👍', 3), '👍👍…');
	});
});
