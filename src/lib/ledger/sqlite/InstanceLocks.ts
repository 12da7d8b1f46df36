import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instances } from '#lib/ledger/Instances';
import { type FileLock, lockFile } from './lockFile.js';

/**
 * Each process holds an exclusive lock on a file of its own for as long as it lives; the system frees it even after SIGKILL. So whoever
 * can take that lock knows that its owner is dead. Names are never used twice.
 */
export class InstanceLocks implements Instances {
	public readonly id: string;
	readonly #folder: string;
	readonly #own: FileLock;

	private constructor(folder: string, id: string, own: FileLock) {
		this.#folder = folder;
		this.id = id;
		this.#own = own;
	}

	public static async open(folder: string): Promise<InstanceLocks> {
		await mkdir(folder, { recursive: true });
		for (;;) {
			const id = randomUUID();
			const file = join(folder, `${id}.db`);
			const own = lockFile(file);
			// Another process that sweeps may have come between the file and its lock, and taken us for dead.
			if (own && existsSync(file)) {
				const instances = new InstanceLocks(folder, id, own);
				await instances.#sweep();
				return instances;
			}
			own?.close();
		}
	}

	public async findDead(owners: readonly string[]): Promise<ReadonlySet<string>> {
		const dead = new Set<string>();
		for (const owner of owners) {
			if (owner !== this.id && (await this.#isDead(owner))) dead.add(owner);
		}
		return dead;
	}

	public async close(): Promise<void> {
		this.#own.close();
		await this.#remove(this.id);
	}

	async #isDead(id: string): Promise<boolean> {
		const file = this.#file(id);
		if (!existsSync(file)) return true;
		const taken = lockFile(file);
		if (!taken) return false;
		// Removed while it is locked: nobody can take it for alive in between.
		await this.#remove(id);
		taken.close();
		return true;
	}

	/** Removes what the dead left behind. */
	async #sweep(): Promise<void> {
		for (const name of await readdir(this.#folder)) {
			const id = name.replace(/\.db$/, '');
			if (id !== name && id !== this.id) await this.#isDead(id);
		}
	}

	/** The lock makes SQLite put a journal beside it. */
	async #remove(id: string): Promise<void> {
		await rm(`${this.#file(id)}-journal`, { force: true });
		await rm(this.#file(id), { force: true });
	}

	#file(id: string): string {
		return join(this.#folder, `${id}.db`);
	}
}
