import { open } from 'node:fs/promises';

/** More than a page can have. */
const tailBytes = 66_000;
const lastPage = 4;

/** Whether an Ogg file has its last page: without it, nothing in the file says that there should be more. Source: RFC 3533, section 6. */
export async function oggIsComplete(path: string): Promise<boolean> {
	const file = await open(path);
	try {
		const { size } = await file.stat();
		const { buffer, bytesRead } = await file.read(Buffer.alloc(tailBytes), 0, tailBytes, Math.max(0, size - tailBytes));
		const tail = buffer.subarray(0, bytesRead);
		const page = tail.subarray(Math.max(0, tail.lastIndexOf('OggS')));
		const segments = page.subarray(27, 27 + (page[26] ?? 0));
		const length = 27 + segments.length + segments.reduce((sum, segment) => sum + segment, 0);
		return ((page[5] ?? 0) & lastPage) !== 0 && page.length >= length;
	} finally {
		await file.close();
	}
}
