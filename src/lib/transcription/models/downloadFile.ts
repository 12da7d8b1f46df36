import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AutointelError } from '#lib/errors/AutointelError';
import { describeError } from '#lib/errors/describeError';
import { digestOf, type HubFile } from './HubFile.js';
import type { ModelHub } from './ModelHub.js';

export interface DownloadOptions {
	readonly hub: ModelHub;
	readonly id: string;
	/** The model's folder. */
	readonly folder: string;
	readonly signal: AbortSignal;
	/** Bytes of this file that are there, whenever there are more (or fewer, where it begins anew). */
	readonly onBytes: (bytes: number) => void;
	/** The wait before the first try after one that brought nothing, in milliseconds; doubles with each. */
	readonly retryAfterMs: number;
	/** A connection that brings nothing for this long is given up, in milliseconds. */
	readonly stalledAfterMs: number;
}

/** Tries in a row that bring nothing new before the download is given up. */
const fruitlessTries = 5;

/**
 * Fetches one file, going on where an earlier try or process was broken off. It bears its name only when it is complete and its digest
 * is right.
 *
 * @throws {AutointelError} `hub-unreachable`, `model-corrupt`, `disk-full`, what ModelHub throws; the reason of `signal`.
 */
export async function downloadFile(file: HubFile, options: DownloadOptions): Promise<void> {
	const target = join(options.folder, file.path);
	if ((await sizeOf(target)) === file.bytes && (await hasDigest(target, file))) return options.onBytes(file.bytes);
	await mkdir(dirname(target), { recursive: true });
	// Named by what it is to become: the beginning of another version is no beginning of this one.
	const part = `${target}.${file.digest.hex.slice(0, 12)}.part`;
	await fetchAll(file, part, options);
	if (!(await hasDigest(part, file))) {
		await rm(part);
		await fetchAll(file, part, options);
		if (!(await hasDigest(part, file))) {
			await rm(part);
			throw new AutointelError('model-corrupt', `${file.path} of ${options.id} came damaged, twice`, {
				hint: 'Something between here and the hub changes files: look at proxies, or try again later.'
			});
		}
	}
	await rename(part, target);
}

async function fetchAll(file: HubFile, part: string, options: DownloadOptions): Promise<void> {
	for (let fruitless = 0; ; ) {
		const before = (await sizeOf(part)) ?? 0;
		if (before === file.bytes) return options.onBytes(before);
		const failure = await fetchSome(file, part, before, options).catch((error: unknown) => {
			options.signal.throwIfAborted();
			if (describeError(error).code === 'ENOSPC') throw diskFull(options, error);
			if (error instanceof AutointelError && (error.code === 'hub-unreachable' || error.code === 'hub-failed')) return error;
			throw error;
		});
		if (!failure) return;
		fruitless = ((await sizeOf(part)) ?? 0) > before ? 0 : fruitless + 1;
		if (fruitless >= fruitlessTries) throw failure;
		await wait(options.retryAfterMs * 2 ** fruitless, undefined, { signal: options.signal });
	}
}

/** One request. What it brings stays, however it ends. */
async function fetchSome(file: HubFile, part: string, before: number, options: DownloadOptions): Promise<void> {
	const { hub, id, signal, onBytes, stalledAfterMs } = options;
	const stalled = new AbortController();
	const alarm = setTimeout(() => stalled.abort(new Error('the connection stands still')), stalledAfterMs);
	const brokenOff = (cause: unknown) =>
		new AutointelError('hub-unreachable', `The download of ${file.path} of ${id} was broken off: ${describeError(cause).message}`, {
			cause
		});
	try {
		const response = await hub.download(id, file.path, before, AbortSignal.any([signal, stalled.signal]));
		const goesOn = response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${before}-`);
		const handle = await open(part, goesOn ? 'a' : 'w');
		let bytes = goesOn ? before : 0;
		try {
			for await (const chunk of response.body ?? []) {
				alarm.refresh();
				const wanted = chunk.subarray(0, file.bytes - bytes);
				await handle.writeFile(wanted);
				bytes += wanted.byteLength;
				onBytes(bytes);
				if (wanted.byteLength < chunk.byteLength) break;
			}
			await handle.sync();
		} finally {
			await handle.close();
		}
		if (bytes < file.bytes) throw brokenOff(new Error(`it ended after ${bytes} of ${file.bytes} bytes`));
	} catch (error) {
		if (stalled.signal.aborted) throw brokenOff(stalled.signal.reason);
		// How fetch says that a connection broke in the middle of a body.
		if (error instanceof TypeError) throw brokenOff(error.cause ?? error);
		throw error;
	} finally {
		clearTimeout(alarm);
	}
}

async function hasDigest(path: string, file: HubFile): Promise<boolean> {
	const digest = digestOf(file);
	for await (const chunk of createReadStream(path)) digest.update(chunk);
	return digest.digest('hex') === file.digest.hex;
}

export function diskFull({ id, folder }: { readonly id: string; readonly folder: string }, cause?: unknown): AutointelError {
	return new AutointelError('disk-full', `There is no room on the disk for the model ${id} in ${folder}`, {
		hint: 'Make room, set DATA_DIR to another disk, or set WHISPER_MODEL to a smaller model.',
		cause
	});
}

/** `undefined`: there is no such file. */
export async function sizeOf(path: string): Promise<number | undefined> {
	try {
		return (await stat(path)).size;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		throw error;
	}
}
