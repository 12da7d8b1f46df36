import type Keyv from 'keyv';
import type { Json } from '#lib/workflow/json';

/** Values that all workflows share, each under the name of the stage that put it there. */
export class Cache {
	readonly #keyv: Keyv<Json>;

	public constructor(keyv: Keyv<Json>) {
		this.#keyv = keyv;
	}

	public get(stage: string, key: string): Promise<Json | undefined> {
		return this.#keyv.get(`${stage}/${key}`);
	}

	/** `ttlMs` in milliseconds. */
	public async set(stage: string, key: string, value: Json, ttlMs: number): Promise<void> {
		await this.#keyv.set(`${stage}/${key}`, value, ttlMs);
	}
}
