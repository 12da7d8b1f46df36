import { toDelivery, toRequest } from '#lib/ledger/rows';
import type { LedgerDatabase } from '#lib/ledger/schema';
import type { DeliveryRecord } from '#lib/workflow/delivery';
import type { RequestRecord } from '#lib/workflow/request';
import type { Vote } from '#lib/workflow/vote';

/** What is stored of a workflow besides what it did: who asked for it, what was sent, which files it has. */
export interface WorkflowBelongings {
	readonly request?: RequestRecord;
	readonly deliveries: readonly DeliveryRecord[];
	readonly files: readonly { readonly hash: string; readonly bytes: number }[];
}

export async function findBelongings(db: LedgerDatabase, workflowId: string): Promise<WorkflowBelongings> {
	const [request, deliveries, files] = await Promise.all([
		db.selectFrom('requests').selectAll().where('workflowId', '=', workflowId).executeTakeFirst(),
		db.selectFrom('outbox').selectAll().where('workflowId', '=', workflowId).orderBy('createdAt').execute(),
		db.selectFrom('artifacts').select(['hash', 'bytes']).where('workflowId', '=', workflowId).orderBy('hash').execute()
	]);
	return {
		...(request && { request: toRequest(request) }),
		deliveries: deliveries.map(toDelivery),
		files: files.map(({ hash, bytes }) => ({ hash, bytes: Number(bytes) }))
	};
}

/** What a person thought of results, oldest first. */
export async function listVotes(
	db: LedgerDatabase,
	userId: string
): Promise<readonly { readonly workflowId: string; readonly vote: Vote; readonly at: number }[]> {
	const rows = await db.selectFrom('votes').selectAll().where('userId', '=', userId).orderBy('at').execute();
	return rows.map(({ workflowId, vote, at }) => ({ workflowId, vote, at: Number(at) }));
}

/** What a server has set, and when it removed the bot. `undefined`: nothing is known of it. */
export async function findServerRow(
	db: LedgerDatabase,
	serverId: string
): Promise<{ readonly settings: unknown; readonly removedAt?: number } | undefined> {
	const row = await db.selectFrom('servers').selectAll().where('serverId', '=', serverId).executeTakeFirst();
	return row && { settings: JSON.parse(row.settingsJson), ...(row.removedAt === null ? {} : { removedAt: Number(row.removedAt) }) };
}

/** Servers that keep results for a time of their own, in days. */
export async function listRetentions(db: LedgerDatabase): Promise<readonly { readonly serverId: string; readonly days: number }[]> {
	const rows = await db.selectFrom('servers').select(['serverId', 'settingsJson']).execute();
	return rows.flatMap(({ serverId, settingsJson }) => {
		const { retentionDays: days } = JSON.parse(settingsJson);
		return typeof days === 'number' ? [{ serverId, days }] : [];
	});
}

/** Those of these files that no workflow has. */
export async function listUnrecorded(db: LedgerDatabase, hashes: readonly string[]): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('artifacts')
		.select('hash')
		.distinct()
		.where('hash', 'in', [...hashes, ''])
		.execute();
	const recorded = new Set(rows.map(({ hash }) => hash));
	return hashes.filter((hash) => !recorded.has(hash));
}
