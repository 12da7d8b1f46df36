import { toDelivery } from '#lib/ledger/rows';
import type { LedgerDatabase } from '#lib/ledger/schema';
import type { DeliveryRecord, DeliveryStatus } from '#lib/workflow/delivery';

/** What is to be sent, or found out about, now; the oldest first. Only where somebody waits for it. */
export async function listDueDeliveries(db: LedgerDatabase, limit: number, now: number): Promise<readonly DeliveryRecord[]> {
	const rows = await db
		.selectFrom('outbox')
		.innerJoin('requests', 'requests.workflowId', 'outbox.workflowId')
		.selectAll('outbox')
		.where('status', 'in', ['pending', 'unknown'])
		.where('notBefore', '<=', now)
		.orderBy('outbox.createdAt')
		.orderBy('outbox.id')
		.limit(limit)
		.execute();
	return rows.map(toDelivery);
}

export interface DeliveryFilter {
	readonly workflowId?: string;
	readonly statuses?: readonly DeliveryStatus[];
	/** Only those of which the operator has not been told. */
	readonly unnoticed?: boolean;
	/** Default: 50. */
	readonly limit?: number;
}

/** Newest first. Only where somebody waits for it. */
export async function listDeliveries(db: LedgerDatabase, filter: DeliveryFilter): Promise<readonly DeliveryRecord[]> {
	const { workflowId, statuses, unnoticed = false, limit = 50 } = filter;
	const rows = await db
		.selectFrom('outbox')
		.innerJoin('requests', 'requests.workflowId', 'outbox.workflowId')
		.selectAll('outbox')
		.$if(workflowId !== undefined, (query) => query.where('outbox.workflowId', '=', workflowId ?? ''))
		.$if(statuses !== undefined, (query) => query.where('status', 'in', statuses ?? []))
		.$if(unnoticed, (query) => query.where('noticedAt', 'is', null))
		.orderBy('outbox.createdAt', 'desc')
		.orderBy('outbox.id')
		.limit(limit)
		.execute();
	return rows.map(toDelivery);
}

export async function findDelivery(db: LedgerDatabase, id: string): Promise<DeliveryRecord | undefined> {
	const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();
	return row && toDelivery(row);
}

/** The instances that have a request under way: for something in the outbox, or for a surface. */
export async function listSenders(db: LedgerDatabase): Promise<readonly string[]> {
	const sending = await db.selectFrom('outbox').select('sender').distinct().where('status', '=', 'sending').execute();
	const holding = await db
		.selectFrom('requests')
		.select('surfaceSender as sender')
		.distinct()
		.where('surfaceOpen', '=', 1)
		.where('surfaceSender', 'is not', null)
		.execute();
	return [...new Set([...sending, ...holding].flatMap(({ sender }) => sender ?? []))];
}

/** Workflows whose message has something left to show. */
export async function listOpenSurfaces(db: LedgerDatabase): Promise<readonly string[]> {
	const rows = await db.selectFrom('requests').select('workflowId').where('surfaceOpen', '=', 1).orderBy('createdAt').execute();
	return rows.map(({ workflowId }) => workflowId);
}
