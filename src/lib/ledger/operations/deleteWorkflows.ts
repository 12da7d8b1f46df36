import type { LedgerTransaction } from '#lib/ledger/schema';
import type { UnusedFile } from '#lib/workflow/forgetting';

/**
 * Deletes workflows with everything that belongs to them, and the values of the cache that no other workflow uses. Whoever still runs one
 * can write nothing more for it. Answers with the files that no workflow has any more.
 */
export async function deleteWorkflows(tx: LedgerTransaction, ids: readonly string[]): Promise<readonly UnusedFile[]> {
	const files = await tx
		.selectFrom('artifacts')
		.select((row) => ['hash', row.fn.max('createdAt').as('recordedAt')])
		.where('workflowId', 'in', [...ids, ''])
		.groupBy('hash')
		.execute();
	const shared = await tx
		.selectFrom('cacheUses')
		.select('key')
		.distinct()
		.where('workflowId', 'in', [...ids, ''])
		.execute();
	// The rest goes with them: their rows refer to these.
	await tx
		.deleteFrom('workflows')
		.where('id', 'in', [...ids, ''])
		.execute();
	await deleteUnusedCache(
		tx,
		shared.map(({ key }) => key)
	);
	const hashes = files.map(({ hash }) => hash);
	const used = await tx
		.selectFrom('artifacts')
		.select('hash')
		.distinct()
		.where('hash', 'in', [...hashes, ''])
		.execute();
	const stillUsed = new Set(used.map(({ hash }) => hash));
	return files.flatMap(({ hash, recordedAt }) => (stillUsed.has(hash) ? [] : [{ hash, recordedAt: Number(recordedAt) }]));
}

async function deleteUnusedCache(tx: LedgerTransaction, keys: readonly string[]): Promise<void> {
	const used = await tx
		.selectFrom('cacheUses')
		.select('key')
		.distinct()
		.where('key', 'in', [...keys, ''])
		.execute();
	const stillUsed = new Set(used.map(({ key }) => key));
	// As Keyv names its rows: the namespace comes first.
	const rows = keys.filter((key) => !stillUsed.has(key)).map((key) => `cache:${key}`);
	await tx
		.deleteFrom('keyv')
		.where('key', 'in', [...rows, ''])
		.execute();
}
