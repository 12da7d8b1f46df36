// Node 20's own TextDecoder reads Windows-1252 as Latin-1, without its quotation marks and dashes.
import { TextDecoder } from '@exodus/bytes/encoding.js';

/** Text as it was meant, whatever encoding it is in. */
export interface DecodedText {
	/** Without a byte order mark. */
	readonly text: string;
	/** As in `utf-8`. */
	readonly encoding: string;
	/** Where the encoding was not named by the source but concluded from its bytes, and is not UTF-8. */
	readonly guessed: boolean;
}

/**
 * Decodes bytes: a byte order mark decides; then UTF-8 if the bytes are valid UTF-8, because servers name other encodings out of habit and
 * hardly any other text is; then what the source names; then UTF-16 without a mark; in the end Windows-1252, which takes everything.
 * `partial`: the bytes are only the beginning and may end in the middle of a character.
 */
export function decodeText(bytes: Uint8Array, named?: string, { partial = false } = {}): DecodedText {
	const marked = byteOrderMark(bytes);
	if (marked !== undefined) return { text: new TextDecoder(marked).decode(bytes, { stream: partial }), encoding: marked, guessed: false };
	const decode = (encoding: string) => strictly(bytes, encoding, partial);
	const utf8 = bytes.includes(0) || bytes.includes(escapeCharacter) ? undefined : decode('utf-8');
	if (utf8 !== undefined) return { ...utf8, guessed: false };
	const asNamed = named === undefined ? undefined : decode(named);
	if (asNamed !== undefined && !asNamed.text.includes('\0')) return { ...asNamed, guessed: false };
	const guess = decode(utf16Without(bytes) ?? 'utf-8') ?? decode('windows-1252');
	return { text: '', encoding: 'windows-1252', ...guess, guessed: guess?.encoding !== 'utf-8' };
}

/** Whether decoded text is something that people wrote: no zero bytes, hardly any control or replacement characters. */
export function isReadable(text: string): boolean {
	if (text.includes('\0')) return false;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
	const strange = text.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u0084\u0086-\u009f\ufffd]/g)?.length ?? 0;
	return strange <= Math.max(2, text.length / 100);
}

/** The escape character belongs to ISO-2022-JP, which looks like plain ASCII otherwise. */
const escapeCharacter = 0x1b;

function byteOrderMark(bytes: Uint8Array): string | undefined {
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	return undefined;
}

function strictly(bytes: Uint8Array, encoding: string, partial: boolean): { readonly text: string; readonly encoding: string } | undefined {
	try {
		const decoder = new TextDecoder(encoding, { fatal: true });
		return { text: decoder.decode(bytes, { stream: partial }), encoding: decoder.encoding };
	} catch (error) {
		// An encoding that does not exist (RangeError), or bytes that are not in it (TypeError).
		if (error instanceof RangeError || error instanceof TypeError) return undefined;
		throw error;
	}
}

/** Text in Western letters has a zero in every second byte. */
function utf16Without(bytes: Uint8Array): string | undefined {
	const sample = bytes.subarray(0, 2048);
	let even = 0;
	let odd = 0;
	for (const [index, byte] of sample.entries()) if (byte === 0) index % 2 === 0 ? even++ : odd++;
	const many = sample.length * 0.2;
	if (odd > many && even === 0) return 'utf-16le';
	if (even > many && odd === 0) return 'utf-16be';
	return undefined;
}
