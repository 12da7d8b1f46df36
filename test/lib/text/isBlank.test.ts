import assert from 'node:assert/strict';
import { isBlank } from '#lib/text/isBlank';

const invisible = {
	nothing: '',
	spaces: ' \t\n\u00A0\u2003\u3000',
	'zero width': '\u200B\u200C\u200D\u2060\uFEFF',
	'soft hyphen': '\u00AD',
	'Hangul fillers': '\u3164\u115F\u1160\uFFA0',
	'the blank of Braille': '\u2800',
	'variation selectors': '\uFE0F\u{E0100}',
	tags: '\u{E0068}\u{E0069}',
	'marks of direction': '\u202E\u200F\u061C\u2066',
	controls: '\u0000\u001B\u0085'
};

describe('isBlank', () => {
	for (const [name, text] of Object.entries(invisible)) it(name, () => assert.equal(isBlank(text), true));
	for (const text of ['a', '.', '\u200Bа\u200B', '🏳️‍🌈', '한', '-', '…']) it(`not ${text}`, () => assert.equal(isBlank(text), false));
});
