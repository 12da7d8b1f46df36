import { existsSync } from 'node:fs';
import { readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { prepareFolder } from '#lib/config/prepareFolder';
import { AutointelError } from '#lib/errors/AutointelError';
import { describeError } from '#lib/errors/describeError';
import { type FileLock, lockFile } from '#lib/ledger/sqlite/lockFile';
import { isOutOfRoom } from '#lib/ledger/sqlite/sqliteErrors';
import { chooseFiles, type Precision } from './chooseFiles.js';
import { downloadFile, hasDigest, partOf, sizeOf } from './downloadFile.js';
import type { HubFile } from './HubFile.js';
import { HubError, type ModelHub } from './ModelHub.js';
import { readManifest, writeManifest } from './manifest.js';
import { Patience } from './Patience.js';
import { SharedWork } from './SharedWork.js';

export interface ModelProgress {
	readonly id: string;
	readonly bytes: number;
	readonly totalBytes: number;
}

export interface StoredModel {
	readonly id: string;
	/** Of what is there. */
	readonly bytes: number;
	/** `false`: its download was broken off; it goes on when the model is asked for again. */
	readonly complete: boolean;
	readonly folder: string;
}

export interface EnsureOptions {
	/** Default: int8. */
	readonly precision?: Precision;
	/** A model that is here is read to the byte, and what is damaged of it fetched anew. Default: `false`, the sizes of its files have to do. */
	readonly check?: boolean;
	readonly signal: AbortSignal;
	readonly onProgress?: ((progress: ModelProgress) => void) | undefined;
}

const lockName = '.download.lock';
/** Room that a download leaves on the disk. */
const spareBytes = 50 * 1024 ** 2;

/** The models that were fetched from a hub, each in a folder of its name: `<folder>/<owner>/<name>`. */
export class ModelStore {
	readonly #folder: string;
	readonly #hub: ModelHub;
	readonly #downloads = new SharedWork<string, ModelProgress>();
	readonly #times: { readonly retryAfterMs: number; readonly stalledAfterMs: number };

	/** Times in milliseconds. */
	public constructor(folder: string, hub: ModelHub, times: { readonly retryAfterMs?: number; readonly stalledAfterMs?: number } = {}) {
		this.#folder = folder;
		this.#hub = hub;
		this.#times = { retryAfterMs: 1000, stalledAfterMs: 60_000, ...times };
	}

	/**
	 * The folder of a model, which is fetched first where it is not there (completely). Needs no network when it is.
	 *
	 * @throws {AutointelError} `hub-unreachable`, `hub-failed`, `unknown-model`, `not-a-speech-model`, `model-corrupt`, `disk-full`; the reason of `signal`.
	 */
	public async ensure(id: string, { precision = 'int8', check = false, signal, onProgress }: EnsureOptions): Promise<string> {
		const isHere = await this.isComplete(id, precision);
		if (isHere && !(check && (await this.findDamage(id, precision)))) return this.folderOf(id);
		return this.#downloads.join(`${id} ${precision}`, (shared, tell) => this.#download(id, precision, shared, tell), {
			signal,
			onNews: onProgress
		});
	}

	/** Where the model lies, whether it is there or not. */
	public folderOf(id: string): string {
		if (!isModelId(id)) throw new AutointelError('unknown-model', `"${id}" is no name of a model: they look like owner/name`);
		return join(this.#folder, ...id.split('/'));
	}

	/** Default of `precision`: any. */
	public async isComplete(id: string, precision?: Precision): Promise<boolean> {
		const folder = this.folderOf(id);
		const manifest = await readManifest(folder);
		const files = precision === undefined ? Object.values(manifest).flat() : (manifest[precision] ?? []);
		const sizes = await Promise.all(files.map(async ({ path, bytes }) => (await sizeOf(join(folder, path))) === bytes));
		return sizes.length > 0 && sizes.every(Boolean);
	}

	/** How much of a model is still to be fetched, in bytes. Asks the hub once. @throws as `ensure` does */
	public async missingBytes(id: string, precision: Precision, signal: AbortSignal): Promise<number> {
		const folder = this.folderOf(id);
		const files = chooseFiles(id, await this.#hub.files(id, signal), precision);
		return sum(files.map(({ bytes }) => bytes)) - (await bytesOf(files, folder));
	}

	/** The first file of a model that is here which is not what the hub had: a disk lost some of it. Reads all of them. */
	public async findDamage(id: string, precision: Precision): Promise<string | undefined> {
		const folder = this.folderOf(id);
		const { [precision]: files = [] } = await readManifest(folder);
		for (const file of files) {
			const path = join(folder, file.path);
			if (!(await hasDigest(path, file))) return path;
		}
		return undefined;
	}

	public async list(): Promise<readonly StoredModel[]> {
		const ids = (await foldersIn(this.#folder)).map(async (owner) =>
			(await foldersIn(join(this.#folder, owner))).map((name) => `${owner}/${name}`)
		);
		const models = (await Promise.all(ids)).flat().filter(isModelId);
		return Promise.all(
			models.sort().map(async (id) => {
				const folder = this.folderOf(id);
				return { id, folder, complete: await this.isComplete(id), bytes: await bytesIn(folder) };
			})
		);
	}

	/** @throws {AutointelError} `no-such-model`, `model-in-use` */
	public async remove(id: string): Promise<void> {
		const folder = this.folderOf(id);
		if (!existsSync(folder)) throw new AutointelError('no-such-model', `There is no model ${id} in ${this.#folder}`);
		let lock: FileLock | undefined;
		try {
			lock = lockFile(join(folder, lockName));
			if (!lock) throw new AutointelError('model-in-use', `Another process is downloading ${id}`, { hint: 'Wait for it, or end it.' });
		} catch (error) {
			// On a full disk no lock can be taken. Nobody else has it then: that would have been said first.
			if (!isOutOfRoom(error)) throw error;
		}
		await rm(folder, { recursive: true, force: true });
		lock?.close();
	}

	async #download(id: string, precision: Precision, signal: AbortSignal, tell: (progress: ModelProgress) => void): Promise<string> {
		const folder = this.folderOf(id);
		const files = chooseFiles(id, await this.#list(id, signal), precision);
		const totalBytes = sum(files.map(({ bytes }) => bytes));
		await prepareFolder(folder);
		try {
			const waiting = async () => tell({ id, bytes: await bytesOf(files, folder), totalBytes });
			const lock = await lockPatiently(join(folder, lockName), signal, waiting);
			try {
				await this.#fetch(files, { id, folder, signal, tell: (bytes) => tell({ id, bytes, totalBytes }) });
				await writeManifest(folder, { ...(await readManifest(folder)), [precision]: files });
				return folder;
			} finally {
				lock.close();
			}
		} catch (error) {
			throw isDiskFull(error) ? diskFull(id, folder, error) : error;
		}
	}

	async #list(id: string, signal: AbortSignal): Promise<readonly HubFile[]> {
		const patience = new Patience(this.#times.retryAfterMs, signal);
		for (;;) {
			try {
				return await this.#hub.files(id, signal);
			} catch (error) {
				signal.throwIfAborted();
				if (error instanceof HubError && error.code === 'hub-unreachable') throw offline(id, error);
				await patience.after(error, false);
			}
		}
	}

	async #fetch(files: readonly HubFile[], { id, folder, signal, tell }: FetchOptions): Promise<void> {
		const { bavail, bsize } = await statfs(folder);
		const wanted = sum(files.map(({ bytes }) => bytes)) - (await bytesOf(files, folder));
		if (wanted + spareBytes > bavail * bsize) throw diskFull(id, folder);
		const got = new Map<string, number>();
		for (const file of files) {
			const onBytes = (bytes: number) => {
				got.set(file.path, bytes);
				tell(sum([...got.values()]));
			};
			await downloadFile(file, { hub: this.#hub, id, folder, signal, onBytes, ...this.#times });
		}
	}
}

interface FetchOptions {
	readonly id: string;
	readonly folder: string;
	readonly signal: AbortSignal;
	readonly tell: (bytes: number) => void;
}

/** Whether this can be the name of a model on a hub, as in `onnx-community/whisper-base`. */
export function isModelId(text: string): boolean {
	return /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/.test(text) && !text.includes('..');
}

async function lockPatiently(file: string, signal: AbortSignal, waiting: () => Promise<void>): Promise<FileLock> {
	for (;;) {
		const lock = lockFile(file);
		if (lock) return lock;
		await waiting();
		await wait(200, undefined, { signal });
	}
}

/** A hub that cannot be reached is no failure of the hub's where the network is missing: say what can be done without. */
function offline(id: string, error: HubError): AutointelError {
	return new AutointelError(error.code, `The speech model ${id} is not here yet, and ${error.message}`, {
		hint: `Run "autointel models download ${id}" where there is a network, or set WHISPER_MODEL to a folder that holds a model.`,
		cause: error
	});
}

function isDiskFull(error: unknown): boolean {
	return ['ENOSPC', 'EDQUOT'].includes(describeError(error).code) || isOutOfRoom(error);
}

function diskFull(id: string, folder: string, cause?: unknown): AutointelError {
	return new AutointelError('disk-full', `There is no room on the disk for the model ${id} in ${folder}`, {
		hint: 'Make room, set DATA_DIR to another disk, or set WHISPER_MODEL to a smaller model.',
		cause
	});
}

async function foldersIn(folder: string): Promise<readonly string[]> {
	if (!existsSync(folder)) return [];
	return (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function bytesIn(folder: string): Promise<number> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return sumOf(entries.filter((entry) => entry.isFile()).map((entry) => sizeOf(join(entry.parentPath, entry.name))));
}

/** What is there of these files. */
function bytesOf(files: readonly HubFile[], folder: string): Promise<number> {
	return sumOf(files.map(async (file) => (await sizeOf(join(folder, file.path))) ?? sizeOf(partOf(file, folder))));
}

async function sumOf(sizes: readonly Promise<number | undefined>[]): Promise<number> {
	return sum((await Promise.all(sizes)).map((size = 0) => size));
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, each) => total + each, 0);
}
