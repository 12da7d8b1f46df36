import type Keyv from 'keyv';
import type { Json } from '#lib/workflow/json';

/** Values that all workflows share, each under the name of the stage that put it there. */
export class Cache {
	readonly #keyv: Keyv<Json>;
	#hits = 0;
	#misses = 0;

	public constructor(keyv: Keyv<Json>) {
		this.#keyv = keyv;
	}

	/** How many look-ups of this process found something, and how many did not. */
	public get use(): { readonly hits: number; readonly misses: number } {
		return { hits: this.#hits, misses: this.#misses };
	}

	public async get(stage: string, key: string): Promise<Json | undefined> {
		const value = await this.#keyv.get(cacheKey(stage, key));
		if (value === undefined) this.#misses++;
		else this.#hits++;
		return value;
	}

	/** `ttlMs` in milliseconds. */
	public async set(stage: string, key: string, value: Json, ttlMs: number): Promise<void> {
		await this.#keyv.set(cacheKey(stage, key), value, ttlMs);
	}
}

/** What a stage calls `key`, as all call it. */
export function cacheKey(stage: string, key: string): string {
	return `${stage}/${key}`;
}
