/** Files that nothing needs any more once a workflow is over: what was analysed, as opposed to what came of it. */
import { artifactOf } from '#lib/ledger/DocumentStore';
import type { LedgerDatabase, LedgerTransaction } from '#lib/ledger/schema';
import type { UnusedFile } from '#lib/workflow/forgetting';

/** How far it has been looked: workflows that were over by then are done with. */
export interface MediaCursor {
	readonly finishedAt: number;
	readonly id: string;
}

const key = 'media/cursor';
/** Nothing of these is run again: a failed or partial one may be tried again, and would need its files. */
const endings = ['succeeded', 'cancelled'] as const;

/** Workflows that ended for good since the last look and have files, in the order of their ends. */
export async function listWithMedia(db: LedgerDatabase, limit: number): Promise<readonly MediaCursor[]> {
	const row = await db.selectFrom('state').select('value').where('key', '=', key).executeTakeFirst();
	const since: MediaCursor = row ? JSON.parse(row.value) : { finishedAt: 0, id: '' };
	const rows = await db
		.selectFrom('workflows')
		.select(['id', 'finishedAt'])
		.where('status', 'in', endings)
		.where((where) =>
			where.or([
				where('finishedAt', '>', since.finishedAt),
				where.and([where('finishedAt', '=', since.finishedAt), where('id', '>', since.id)])
			])
		)
		.orderBy('finishedAt')
		.orderBy('id')
		.limit(limit)
		.execute();
	return rows.map(({ id, finishedAt }) => ({ id, finishedAt: Number(finishedAt) }));
}

/** Files that hold documents of a workflow which were too large for their rows. */
export async function listDocumentFiles(db: LedgerDatabase, workflowId: string): Promise<readonly string[]> {
	const [stages, steps, workflows] = await Promise.all([
		db.selectFrom('stages').select('checkpoint as column').where('workflowId', '=', workflowId).execute(),
		db.selectFrom('steps').select('value as column').where('workflowId', '=', workflowId).execute(),
		db.selectFrom('workflows').select('report as column').where('id', '=', workflowId).execute()
	]);
	return [...stages, ...steps, ...workflows].flatMap(({ column }) => artifactOf(column) ?? []);
}

/** Lets go of all files of a workflow but those to be kept. Answers with those that no workflow has any more. */
export async function releaseMedia(tx: LedgerTransaction, at: MediaCursor, keep: readonly string[]): Promise<readonly UnusedFile[]> {
	const value = JSON.stringify(at);
	await tx
		.insertInto('state')
		.values({ key, value })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
		.execute();
	const released = await tx
		.deleteFrom('artifacts')
		.where('workflowId', '=', at.id)
		.where('hash', 'not in', [...keep, ''])
		.returning(['hash', 'createdAt'])
		.execute();
	const hashes = released.map(({ hash }) => hash);
	const used = await tx
		.selectFrom('artifacts')
		.select('hash')
		.distinct()
		.where('hash', 'in', [...hashes, ''])
		.execute();
	const stillUsed = new Set(used.map(({ hash }) => hash));
	return released.flatMap(({ hash, createdAt }) => (stillUsed.has(hash) ? [] : [{ hash, recordedAt: Number(createdAt) }]));
}
