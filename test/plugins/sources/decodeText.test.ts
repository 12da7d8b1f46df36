import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText, isReadable } from '../../../plugins/sources/lib/decodeText.js';

const german = 'Größe: 12 °C – „schön“';
const windows1252 = Uint8Array.from([0x47, 0x72, 0xf6, 0xdf, 0x65, 0x20, 0x96, 0x20, 0x93, 0x78, 0x94]);

function utf16be(text: string): Buffer {
	return Buffer.from(text, 'utf16le').swap16();
}

describe('decodeText', () => {
	it('reads UTF-8 back, whatever it says and whatever is named', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom(undefined, 'iso-8859-1', 'nonsense'), (text, named) => {
				fc.pre(!['\0', '\u001b', '\ufeff'].some((bad) => text.includes(bad)) && Buffer.byteLength(text) > text.length);
				assert.equal(decodeText(Buffer.from(text), named).text, text);
			})
		);
	});

	it('obeys a byte order mark', () => {
		assert.deepEqual(decodeText(Buffer.from(`\ufeff${german}`)), { text: german, encoding: 'utf-8', guessed: false });
		assert.deepEqual(decodeText(Buffer.from(`\ufeff${german}`, 'utf16le')), { text: german, encoding: 'utf-16le', guessed: false });
		assert.deepEqual(decodeText(utf16be(`\ufeff${german}`), 'utf-8'), { text: german, encoding: 'utf-16be', guessed: false });
	});

	it('recognizes UTF-16 without a mark', () => {
		assert.deepEqual(decodeText(Buffer.from(german, 'utf16le')), { text: german, encoding: 'utf-16le', guessed: true });
		assert.equal(decodeText(utf16be(german)).text, german);
	});

	it('takes the encoding the source names where the bytes are no UTF-8', () => {
		const greek = Uint8Array.from([0xc1, 0xe8, 0xde, 0xed, 0xe1]);
		assert.deepEqual(decodeText(greek, 'ISO-8859-7'), { text: 'Αθήνα', encoding: 'iso-8859-7', guessed: false });
		const japanese = Uint8Array.from([0x1b, 0x24, 0x42, 0x46, 0x7c, 0x1b, 0x28, 0x42]);
		assert.equal(decodeText(japanese, 'iso-2022-jp').text, '日');
	});

	it('falls back to Windows-1252, and says so', () => {
		assert.deepEqual(decodeText(windows1252), { text: 'Größe – “x”', encoding: 'windows-1252', guessed: true });
		assert.equal(decodeText(windows1252, 'utf-8').text, 'Größe – “x”');
		assert.equal(decodeText(windows1252, 'no-such-encoding').text, 'Größe – “x”');
	});

	it('reads a beginning that ends within a character', () => {
		const bytes = Buffer.from('日本');
		assert.deepEqual(decodeText(bytes.subarray(0, 5), undefined, { partial: true }), { text: '日', encoding: 'utf-8', guessed: false });
	});

	it('never throws', () => {
		fc.assert(fc.property(fc.uint8Array(), fc.string(), (bytes, named) => typeof decodeText(bytes, named).text === 'string'));
	});
});

describe('isReadable', () => {
	it('lets text through', () => {
		for (const text of ['', 'a\tb\r\nc\fd', german, '日本語', '\u001b[1mbold', 'one bell\u0007', `${'text '.repeat(100)}\ufffd`]) {
			assert.equal(isReadable(text), true, JSON.stringify(text));
		}
	});

	it('refuses zero bytes and noise', () => {
		assert.equal(isReadable('half text\0'), false);
		const noise = Buffer.from(Array.from({ length: 400 }, (_, index) => ((index * 7919) % 255) + 1));
		assert.equal(isReadable(decodeText(noise).text), false);
		assert.equal(isReadable('\ufffd'.repeat(20)), false);
	});
});
