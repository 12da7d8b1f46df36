import type { LedgerConnection } from '#lib/ledger/LedgerConnection';
import type { LedgerTables } from '#lib/ledger/schema';

const tables = [
	'workflows',
	'stages',
	'steps',
	'artifacts',
	'outbox',
	'requests',
	'spend',
	'documents',
	'cacheUses'
] as const satisfies readonly (keyof LedgerTables)[];

/** Every row of the ledger, as text: two dumps are equal when nothing was changed in between. */
export async function dumpLedger({ reader }: Pick<LedgerConnection, 'reader'>): Promise<string> {
	const rows = await Promise.all(tables.map((table) => reader.selectFrom(table).selectAll().execute()));
	return JSON.stringify(
		rows.map((found, index) => [tables[index], found.map((row) => JSON.stringify(row)).sort()]),
		undefined,
		1
	);
}
