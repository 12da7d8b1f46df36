import { toDelivery } from '#lib/ledger/rows';
import type { LedgerDatabase } from '#lib/ledger/schema';
import type { DeliveryRecord, DeliveryStatus } from '#lib/workflow/delivery';
import type { SurfaceState } from '#lib/workflow/surface';

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

/** The instances that are sending something. */
export async function listSenders(db: LedgerDatabase): Promise<readonly string[]> {
	const rows = await db.selectFrom('outbox').select('sender').distinct().where('status', '=', 'sending').execute();
	return rows.flatMap(({ sender }) => sender ?? []);
}

/** The instance that has a request for the message under way. */
export async function findSurfaceHolder(db: LedgerDatabase, workflowId: string): Promise<string | undefined> {
	const row = await db.selectFrom('requests').select('surfaceSender').where('workflowId', '=', workflowId).executeTakeFirst();
	return row?.surfaceSender ?? undefined;
}

/** Workflows whose message is there, and has something left to show. */
export async function listOpenSurfaces(db: LedgerDatabase): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('requests')
		.select('workflowId')
		.where('surfaceOpen', '=', 1)
		.where('acknowledgedAt', 'is not', null)
		.orderBy('createdAt')
		.execute();
	return rows.map(({ workflowId }) => workflowId);
}

/** What is known of a message that is kept up to date; nothing, where there is none. */
export async function findSurfaceState(db: LedgerDatabase, workflowId: string): Promise<SurfaceState> {
	const row = await db.selectFrom('requests').select('surfaceJson').where('workflowId', '=', workflowId).executeTakeFirst();
	return row?.surfaceJson ? JSON.parse(row.surfaceJson) : {};
}

/** How many deliveries there are in each state that has any. Only where somebody waits for it. */
export async function countDeliveries(db: LedgerDatabase): Promise<Readonly<Partial<Record<DeliveryStatus, number>>>> {
	const rows = await db
		.selectFrom('outbox')
		.innerJoin('requests', 'requests.workflowId', 'outbox.workflowId')
		.select((row) => ['status', row.fn.countAll().as('count')])
		.groupBy('status')
		.execute();
	return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
}
