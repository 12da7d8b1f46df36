import { EventEmitter } from 'node:events';
import type { KeyvStoreAdapter, StoredData } from 'keyv';
import type { LedgerConnection } from '#lib/ledger/LedgerConnection';

/**
 * Keyv over the table `keyv` of the ledger: one namespace per adapter. Rows that have expired are as good as gone; `sweep` deletes them.
 */
export class SqlKeyvStore extends EventEmitter implements KeyvStoreAdapter {
	public readonly opts = {};
	public namespace: string;
	readonly #connection: LedgerConnection;

	public constructor(connection: LedgerConnection, namespace: string) {
		super();
		this.#connection = connection;
		this.namespace = namespace;
	}

	public async get<Value>(key: string): Promise<StoredData<Value> | undefined> {
		const row = await this.#connection.reader
			.selectFrom('keyv')
			.select('value')
			.where('key', '=', key)
			.where((where) => where.or([where('expiresAt', 'is', null), where('expiresAt', '>', this.#connection.now())]))
			.executeTakeFirst();
		// What Keyv serialized: it reads it itself.
		return row?.value as StoredData<Value> | undefined;
	}

	public async set(key: string, value: unknown, ttl?: number): Promise<boolean> {
		const row = { value: String(value), expiresAt: ttl === undefined ? null : this.#connection.now() + ttl };
		await this.#connection.writer.transaction().execute((tx) =>
			tx
				.insertInto('keyv')
				.values({ key, ...row })
				.onConflict((conflict) => conflict.column('key').doUpdateSet(row))
				.execute()
		);
		return true;
	}

	public async delete(key: string): Promise<boolean> {
		const { numDeletedRows } = await this.#connection.writer
			.transaction()
			.execute((tx) => tx.deleteFrom('keyv').where('key', '=', key).executeTakeFirst());
		return numDeletedRows > 0n;
	}

	public async clear(): Promise<void> {
		await this.#connection.writer
			.transaction()
			.execute((tx) => tx.deleteFrom('keyv').where('key', 'like', `${this.namespace}:%`).execute());
	}
}

/** Deletes what has expired, in all namespaces. Answers how many rows that were. */
export async function sweepKeyv(connection: LedgerConnection): Promise<number> {
	const { numDeletedRows } = await connection.writer
		.transaction()
		.execute((tx) => tx.deleteFrom('keyv').where('expiresAt', '<=', connection.now()).executeTakeFirst());
	return Number(numDeletedRows);
}
