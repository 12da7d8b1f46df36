import { existsSync } from 'node:fs';
import { readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { prepareFolder } from '#lib/config/prepareFolder';
import { AutointelError } from '#lib/errors/AutointelError';
import { type FileLock, lockFile } from '#lib/ledger/sqlite/lockFile';
import { chooseFiles, type Precision } from './chooseFiles.js';
import { diskFull, downloadFile, sizeOf } from './downloadFile.js';
import type { HubFile } from './HubFile.js';
import type { ModelHub } from './ModelHub.js';
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
	readonly signal: AbortSignal;
	readonly onProgress?: ((progress: ModelProgress) => void) | undefined;
}

/** What a model's folder says about itself once all of it is there and was checked. */
const manifestSchema = z.partialRecord(z.enum(['int8', 'fp16']), z.array(z.object({ path: z.string(), bytes: z.number() })));

type Manifest = z.infer<typeof manifestSchema>;

const manifestName = 'autointel.json';
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
	public async ensure(id: string, { precision = 'int8', signal, onProgress }: EnsureOptions): Promise<string> {
		if (await this.isComplete(id, precision)) return this.folderOf(id);
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
		const lock = lockFile(join(folder, lockName));
		if (!lock) throw new AutointelError('model-in-use', `Another process is downloading ${id}`, { hint: 'Wait for it, or end it.' });
		await rm(folder, { recursive: true, force: true });
		lock.close();
	}

	async #download(id: string, precision: Precision, signal: AbortSignal, tell: (progress: ModelProgress) => void): Promise<string> {
		const folder = this.folderOf(id);
		const listed = await this.#hub.files(id, signal).catch((error: unknown) => {
			signal.throwIfAborted();
			throw offline(id, error);
		});
		const files = chooseFiles(id, listed, precision);
		await prepareFolder(folder);
		const lock = await lockPatiently(join(folder, lockName), signal);
		try {
			await this.#checkRoom(id, folder, files);
			const got = new Map<string, number>();
			const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
			for (const file of files) {
				const onBytes = (bytes: number) => {
					got.set(file.path, bytes);
					tell({ id, bytes: [...got.values()].reduce((sum, each) => sum + each, 0), totalBytes });
				};
				await downloadFile(file, { hub: this.#hub, id, folder, signal, onBytes, ...this.#times });
			}
			const manifest: Manifest = { ...(await readManifest(folder)), [precision]: files.map(({ path, bytes }) => ({ path, bytes })) };
			await writeFile(join(folder, manifestName), JSON.stringify(manifest, null, '\t'), { flush: true });
			return folder;
		} finally {
			lock.close();
		}
	}

	async #checkRoom(id: string, folder: string, files: readonly HubFile[]): Promise<void> {
		const { bavail, bsize } = await statfs(folder);
		const wanted = files.reduce((sum, { bytes }) => sum + bytes, 0) - (await bytesIn(folder));
		if (wanted + spareBytes > bavail * bsize) throw diskFull({ id, folder });
	}
}

/** Whether this can be the name of a model on a hub, as in `onnx-community/whisper-base`. */
export function isModelId(text: string): boolean {
	return /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/.test(text) && !text.includes('..');
}

async function lockPatiently(file: string, signal: AbortSignal): Promise<FileLock> {
	for (;;) {
		const lock = lockFile(file);
		if (lock) return lock;
		await wait(200, undefined, { signal });
	}
}

/** A hub that cannot be reached is no failure of the hub's where the network is missing: say what can be done without. */
function offline(id: string, error: unknown): unknown {
	if (!(error instanceof AutointelError) || error.code !== 'hub-unreachable') return error;
	return new AutointelError(error.code, `The speech model ${id} is not here yet, and ${error.message}`, {
		hint: `Run "autointel models download ${id}" where there is a network, or set WHISPER_MODEL to a folder that holds a model.`,
		cause: error
	});
}

async function readManifest(folder: string): Promise<Manifest> {
	try {
		return manifestSchema.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')));
	} catch {
		// Not there, or cut off in the middle by a power failure: either way the model has to be looked through again.
		return {};
	}
}

async function foldersIn(folder: string): Promise<readonly string[]> {
	if (!existsSync(folder)) return [];
	return (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function bytesIn(folder: string): Promise<number> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const sizes = entries.filter((entry) => entry.isFile()).map((entry) => sizeOf(join(entry.parentPath, entry.name)));
	return (await Promise.all(sizes)).reduce<number>((sum, size) => sum + (size ?? 0), 0);
}
