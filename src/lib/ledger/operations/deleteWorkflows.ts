import type { LedgerTransaction } from '#lib/ledger/schema';
import type { UnusedFile } from '#lib/workflow/forgetting';

/**
 * Deletes workflows with everything that belongs to them. Whoever still runs one can write nothing more for it. Answers with the files
 * that no workflow has any more.
 */
export async function deleteWorkflows(tx: LedgerTransaction, ids: readonly string[]): Promise<readonly UnusedFile[]> {
	const files = await tx
		.selectFrom('artifacts')
		.select((row) => ['hash', row.fn.max('createdAt').as('recordedAt')])
		.where('workflowId', 'in', [...ids, ''])
		.groupBy('hash')
		.execute();
	// The rest goes with them: their rows refer to these.
	await tx
		.deleteFrom('workflows')
		.where('id', 'in', [...ids, ''])
		.execute();
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
