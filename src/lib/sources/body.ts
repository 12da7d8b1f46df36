import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { Response } from 'undici';

export interface WrittenBody {
	/** sha-256, hexadecimal. */
	readonly hash: string;
	readonly bytes: number;
}

/**
 * The decoded body, broken off as soon as it grows over `maxBytes`. Leaving the loop early closes the connection. `translate` throws
 * what a broken connection means, so that the errors of whoever uses the body stay their own.
 */
export async function* limitedBody(
	response: Response,
	maxBytes: number,
	tooLarge: () => Error,
	translate: (error: unknown) => never
): AsyncGenerator<Uint8Array> {
	if (response.body === null) return;
	// Saves the transfer where the server is honest. It counts what is transferred, which is what is decoded only without an encoding.
	if (!response.headers.has('content-encoding') && Number(response.headers.get('content-length')) > maxBytes) {
		await response.body.cancel();
		throw tooLarge();
	}
	const chunks: AsyncIterator<Uint8Array> = response.body[Symbol.asyncIterator]();
	let bytes = 0;
	try {
		for (;;) {
			const { done, value } = await chunks.next().catch(translate);
			if (done) return;
			bytes += value.byteLength;
			if (bytes > maxBytes) throw tooLarge();
			yield value;
		}
	} finally {
		await chunks.return?.();
	}
}

/** Writes a body into a new file and flushes it. The file is removed when that fails. */
export async function writeBody(body: AsyncIterable<Uint8Array>, path: string): Promise<WrittenBody> {
	const file = await open(path, 'wx');
	try {
		const hash = createHash('sha256');
		let bytes = 0;
		for await (const chunk of body) {
			hash.update(chunk);
			bytes += chunk.byteLength;
			await file.writeFile(chunk);
		}
		await file.sync();
		await file.close();
		return { hash: hash.digest('hex'), bytes };
	} catch (error) {
		await file.close();
		await rm(path, { force: true });
		throw error;
	}
}
