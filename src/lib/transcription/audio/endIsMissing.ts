import { type FileHandle, open } from 'node:fs/promises';
import { oggPageLength } from './oggLinks.js';

/** Whether a file of a kind in which that can be seen, Ogg or AVI, has lost its end. Decoders just stop there. */
export async function endIsMissing(path: string): Promise<boolean> {
	const file = await open(path);
	try {
		const { size } = await file.stat();
		const head = await readAt(file, 0, 12);
		if (head.toString('latin1', 0, 4) === 'OggS') return !endsWithLastPage(await readAt(file, Math.max(0, size - tailBytes), tailBytes));
		return head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'AVI ' && size < riffEnd(head);
	} finally {
		await file.close();
	}
}

/** More than a page can have. */
const tailBytes = 66_000;
const lastPage = 4;

/** Source: RFC 3533, section 6. */
function endsWithLastPage(tail: Buffer): boolean {
	const page = tail.subarray(Math.max(0, tail.lastIndexOf('OggS')));
	return ((page[5] ?? 0) & lastPage) !== 0 && page.length >= oggPageLength(page);
}

/** Where the first, and in most files only, list of chunks ends. Recorders that never came back to its length leave all bits set. */
function riffEnd(head: Buffer): number {
	const length = head.readUInt32LE(4);
	return length === 0xffffffff ? 0 : 8 + length;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
	return buffer.subarray(0, bytesRead);
}
