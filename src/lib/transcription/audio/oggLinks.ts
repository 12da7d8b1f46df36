import { createReadStream } from 'node:fs';

/** A stretch of a file, in bytes; `end` is not part of it. */
export interface FilePart {
	readonly start: number;
	readonly end: number;
}

export interface OggLink extends FilePart {
	/** Whether something else lies between its pages: decoders skip it without a word, or stop there. */
	readonly isDamaged: boolean;
}

const capturePattern = 'OggS\0';
const firstPage = 2;
/** With a length for each of its segments. */
const longestHeader = 27 + 255;

/**
 * The parts of an Ogg file that are recordings of their own: several where files were put one after the other, as recorders of radio do.
 * Source: RFC 3533, sections 4 and 6.
 */
export async function* oggLinks(path: string): AsyncGenerator<OggLink, void, undefined> {
	let start = 0;
	let end = 0;
	let pageEnd = 0;
	let isDamaged = false;
	// The streams of one recording begin with a first page each, before any other page.
	let atBeginning = true;
	let rest = Buffer.alloc(0);
	for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) {
		const bytes = Buffer.concat([rest, chunk as Buffer]);
		const offset = end - rest.length;
		end = offset + bytes.length;
		let at = bytes.indexOf(capturePattern);
		for (; at !== -1 && at + longestHeader <= bytes.length; at = bytes.indexOf(capturePattern, at + 1)) {
			const page = offset + at;
			// The sound may have the same letters in it.
			if (page < pageEnd) continue;
			isDamaged ||= page > pageEnd;
			pageEnd = page + oggPageLength(bytes.subarray(at));
			const isFirst = ((bytes[at + 5] ?? 0) & firstPage) !== 0;
			if (isFirst && !atBeginning) {
				yield { start, end: page, isDamaged };
				start = page;
				isDamaged = false;
			}
			atBeginning = isFirst;
		}
		rest = bytes.subarray(at === -1 ? -capturePattern.length : at);
	}
	yield { start, end, isDamaged };
}

/** Of a page that begins where `page` does, in bytes. */
export function oggPageLength(page: Buffer): number {
	const segments = page.subarray(27, 27 + (page[26] ?? 0));
	return 27 + segments.length + segments.reduce((sum, segment) => sum + segment, 0);
}
