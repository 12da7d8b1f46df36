import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AutointelError } from '#lib/errors/AutointelError';

export interface StoredFile {
	/** sha-256, hexadecimal. */
	readonly hash: string;
	readonly bytes: number;
}

const temporaryPrefix = '.incoming-';

/**
 * Files named by the sha-256 of their bytes, under one folder. A file is written under a temporary name, flushed to the disk and renamed:
 * what bears its final name is complete, whatever was killed meanwhile. Which workflow a file belongs to is the ledger's affair.
 */
export class ArtifactStore {
	readonly #folder: string;
	readonly #maxBytes: number;
	#used: number | undefined;

	/** `maxBytes`: all files together. */
	public constructor(folder: string, maxBytes = Number.POSITIVE_INFINITY) {
		this.#folder = folder;
		this.#maxBytes = maxBytes;
	}

	public put(bytes: Uint8Array): Promise<StoredFile> {
		return this.#putStream(() => Readable.from([bytes]));
	}

	/** Copies a file of this machine. @throws {AutointelError} `too-large` as soon as there are more than `maxBytes`. */
	public putFile(path: string, maxBytes?: number): Promise<StoredFile> {
		return this.#putStream(() => createReadStream(path), maxBytes);
	}

	/**
	 * Takes in a file that `write` puts, complete and flushed, where it is told to.
	 *
	 * @throws {AutointelError} `data-folder-full`
	 */
	public async receive<File extends StoredFile>(write: (path: string) => Promise<File>): Promise<File> {
		await mkdir(this.#folder, { recursive: true });
		await this.#checkRoom();
		const temporary = join(this.#folder, `${temporaryPrefix}${process.pid}-${randomUUID()}`);
		try {
			const file = await write(temporary);
			await this.#adopt(temporary, file.hash);
			this.#used = (this.#used ?? 0) + file.bytes;
			return file;
		} finally {
			await rm(temporary, { force: true });
		}
	}

	public read(hash: string): Promise<Buffer> {
		return readFile(this.path(hash));
	}

	/** Where the file lies, whether it is there or not. */
	public path(hash: string): string {
		if (!/^[0-9a-f]{64}$/.test(hash)) throw new AutointelError('not-an-artifact', `"${hash}" is no sha-256`);
		return join(this.#folder, hash.slice(0, 2), hash);
	}

	/**
	 * Removes a file. `putBefore`: unless somebody put the same bytes into the store after that time, in milliseconds since 1970, and may be
	 * about to say so. Answers whether it was there.
	 */
	public async remove(hash: string, putBefore = Number.POSITIVE_INFINITY): Promise<boolean> {
		const path = this.path(hash);
		try {
			if ((await stat(path)).mtimeMs > putBefore) return false;
			await rm(path);
			this.#used = undefined;
			return true;
		} catch (error) {
			if (isMissing(error)) return false;
			throw error;
		}
	}

	/** Files that were last put before a time, in milliseconds since 1970. */
	public async *putBefore(time: number): AsyncGenerator<string> {
		for (const folder of await namesIn(this.#folder)) {
			if (!/^[0-9a-f]{2}$/.test(folder)) continue;
			for (const hash of await readdir(join(this.#folder, folder))) {
				if (/^[0-9a-f]{64}$/.test(hash) && (await stat(this.path(hash))).mtimeMs < time) yield hash;
			}
		}
	}

	/** Removes what was never finished, by a process that was killed: temporary files from before a time. */
	public async removeUnfinished(before: number): Promise<void> {
		for (const name of await namesIn(this.#folder)) {
			const path = join(this.#folder, name);
			if (name.startsWith(temporaryPrefix) && (await stat(path)).mtimeMs < before) await rm(path, { force: true });
		}
	}

	/** How much of the room that there is for all files is taken: 1 is all of it. */
	public async usedPart(): Promise<number> {
		await mkdir(this.#folder, { recursive: true });
		this.#used ??= await folderBytes(this.#folder);
		return this.#used / this.#maxBytes;
	}

	/** `open` is called when everything is ready for its errors: a stream that fails before somebody listens ends the process. */
	#putStream(open: () => Readable, maxBytes = Number.POSITIVE_INFINITY): Promise<StoredFile> {
		return this.receive(async (temporary) => {
			const digest = createHash('sha256');
			let bytes = 0;
			const count = new Transform({
				transform(chunk: Buffer, _encoding, done) {
					bytes += chunk.length;
					digest.update(chunk);
					done(bytes > maxBytes ? new AutointelError('too-large', `more than ${maxBytes} bytes`) : null, chunk);
				}
			});
			await pipeline(open(), count, createWriteStream(temporary, { flush: true }));
			return { hash: digest.digest('hex'), bytes };
		});
	}

	/** What all files take, what they may take, and what the disk has left, in bytes. */
	public async room(): Promise<{ readonly bytes: number; readonly limitBytes: number; readonly freeBytes: number }> {
		await mkdir(this.#folder, { recursive: true });
		const [bytes, { bavail, bsize }] = await Promise.all([folderBytes(this.#folder), statfs(this.#folder)]);
		return { bytes, limitBytes: this.#maxBytes, freeBytes: bavail * bsize };
	}

	/** Measured once, then counted: another process on the same folder makes it a little late, never wrong for long. */
	async #checkRoom(): Promise<void> {
		this.#used ??= await folderBytes(this.#folder);
		if (this.#used < this.#maxBytes) return;
		this.#used = undefined;
		throw new AutointelError('data-folder-full', `The files of workflows in ${this.#folder} take all the room they may`, {
			hint: 'Raise DATA_DIR_MAX_GB, or wait until old results have expired.'
		});
	}

	async #adopt(temporary: string, hash: string): Promise<void> {
		const target = this.path(hash);
		if (await touch(target)) return;
		await mkdir(dirname(target), { recursive: true });
		await rename(temporary, target);
		await flushFolder(dirname(target));
	}
}

async function folderBytes(folder: string): Promise<number> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const sizes = entries.filter((entry) => entry.isFile()).map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size);
	return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Whether the file is there. Says so in its time: who is about to remove it sees that it is needed again. */
async function touch(path: string): Promise<boolean> {
	try {
		const now = new Date();
		await utimes(path, now, now);
		return true;
	} catch (error) {
		if (isMissing(error)) return false;
		throw error;
	}
}

async function namesIn(folder: string): Promise<readonly string[]> {
	try {
		return await readdir(folder);
	} catch (error) {
		if (isMissing(error)) return [];
		throw error;
	}
}

function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** A rename is durable only when its folder is. */
async function flushFolder(path: string): Promise<void> {
	const folder = await open(path, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}
