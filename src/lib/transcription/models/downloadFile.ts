import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AutointelError } from '#lib/errors/AutointelError';
import { describeError } from '#lib/errors/describeError';
import { digestOf, type HubFile } from './HubFile.js';
import { HubError, type ModelHub } from './ModelHub.js';
import { Patience } from './Patience.js';

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

/**
 * Fetches one file, going on where an earlier try or process was broken off. It bears its name only when it is complete and its digest
 * is right.
 *
 * @throws {AutointelError} `model-corrupt`, what ModelHub throws; the reason of `signal`; what the file system throws.
 */
export async function downloadFile(file: HubFile, options: DownloadOptions): Promise<void> {
	const target = join(options.folder, file.path);
	if ((await sizeOf(target)) === file.bytes && (await hasDigest(target, file))) return options.onBytes(file.bytes);
	await mkdir(dirname(target), { recursive: true });
	const part = partOf(file, options.folder);
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
	await removeOtherParts(target);
}

/** The beginning of a version that the hub has no more. */
async function removeOtherParts(target: string): Promise<void> {
	const folder = dirname(target);
	for (const name of await readdir(folder)) {
		if (name.startsWith(`${basename(target)}.`) && name.endsWith('.part')) await rm(join(folder, name));
	}
}

async function fetchAll(file: HubFile, part: string, options: DownloadOptions): Promise<void> {
	const patience = new Patience(options.retryAfterMs, options.signal);
	// Where a hub can only begin again, some tries end before others did: that is no progress.
	let most = (await sizeOf(part)) ?? 0;
	for (;;) {
		const before = (await sizeOf(part)) ?? 0;
		if (before === file.bytes) return options.onBytes(before);
		try {
			return await fetchSome(file, part, before, options);
		} catch (error) {
			const bytes = (await sizeOf(part)) ?? 0;
			await patience.after(error, bytes > most);
			most = Math.max(most, bytes);
		}
	}
}

/** One request. What it brings stays, however it ends. */
async function fetchSome(file: HubFile, part: string, before: number, options: DownloadOptions): Promise<void> {
	const { hub, id, signal, onBytes, stalledAfterMs } = options;
	const stalled = new AbortController();
	const alarm = setTimeout(() => stalled.abort(new Error('the connection stands still')), stalledAfterMs);
	const brokenOff = (cause: unknown) =>
		new HubError('hub-unreachable', `The download of ${file.path} of ${id} was broken off: ${describeError(cause).message}`, {
			hint: 'Try again: it goes on from there.',
			cause,
			retryAfterMs: 0
		});
	try {
		const response = await hub.download(id, file.path, before, AbortSignal.any([signal, stalled.signal]));
		const length = lengthOf(response);
		if (response.status === 416 || (length !== undefined && length !== file.bytes)) {
			await response.body?.cancel();
			throw new HubError('hub-failed', `${file.path} of ${id} comes with ${length ?? 'fewer'} bytes, and is listed with ${file.bytes}`, {
				hint: 'Something between here and the hub changes files, or the model is being changed there: try again later.',
				retryAfterMs: 0
			});
		}
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

/** Where a file lies that is not complete: named by what it is to become, as the beginning of another version is no beginning of this one. */
export function partOf({ path, digest }: HubFile, folder: string): string {
	return `${join(folder, path)}.${digest.hex.slice(0, 12)}.part`;
}

/** Of the whole file, where the answer tells. */
function lengthOf({ status, headers }: Response): number | undefined {
	const whole = status === 200 && !headers.has('content-encoding') ? headers.get('content-length') : null;
	const told = whole ?? /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
	return told === undefined ? undefined : Number(told);
}

export async function hasDigest(path: string, file: HubFile): Promise<boolean> {
	const digest = digestOf(file);
	for await (const chunk of createReadStream(path)) digest.update(chunk);
	return digest.digest('hex') === file.digest.hex;
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
