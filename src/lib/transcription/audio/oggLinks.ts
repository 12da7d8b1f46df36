import { createReadStream } from 'node:fs';

/** A stretch of a file, in bytes; `end` is not part of it. */
export interface FilePart {
	readonly start: number;
	readonly end: number;
}

const capturePattern = 'OggS\0';
const firstPage = 2;

/**
 * The parts of an Ogg file that are recordings of their own: several where files were put one after the other, as recorders of radio do.
 * Source: RFC 3533, sections 4 and 6.
 */
export async function* oggLinks(path: string): AsyncGenerator<FilePart, void, undefined> {
	let start = 0;
	let end = 0;
	let rest = Buffer.alloc(0);
	// The streams of one recording begin with a first page each, before any other page.
	let atBeginning = true;
	for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) {
		const bytes = Buffer.concat([rest, chunk as Buffer]);
		const offset = end - rest.length;
		for (let at = bytes.indexOf(capturePattern); at !== -1 && at + capturePattern.length < bytes.length; ) {
			const isFirst = ((bytes[at + capturePattern.length] ?? 0) & firstPage) !== 0;
			if (isFirst && !atBeginning) {
				yield { start, end: offset + at };
				start = offset + at;
			}
			atBeginning = isFirst;
			at = bytes.indexOf(capturePattern, at + 1);
		}
		end = offset + bytes.length;
		rest = bytes.subarray(-capturePattern.length);
	}
	yield { start, end };
}
