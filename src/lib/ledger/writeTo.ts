import type { LedgerConnection } from './LedgerConnection.js';
import type { LedgerTransaction } from './schema.js';

/** Called around every write, with the write's name, and waited for: for measuring, and for tests that pull the plug. */
export type WriteObserver = (write: string, moment: 'before' | 'after') => Promise<void> | void;

/** Runs an operation as one transaction. */
export async function writeTo<Value>(
	connection: LedgerConnection,
	observe: WriteObserver,
	name: string,
	operation: (tx: LedgerTransaction, now: number) => Promise<Value>
): Promise<Value> {
	await observe(name, 'before');
	const value = await connection.writer
		.transaction()
		.execute((tx) => operation(tx, connection.now()))
		.catch((error: unknown) => {
			throw connection.explain(error);
		});
	await observe(name, 'after');
	return value;
}
