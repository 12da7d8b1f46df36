import type { DeliveryRecord } from '#lib/workflow/delivery';
import type { SurfaceState } from '#lib/workflow/surface';
import type { LedgerConnection } from './LedgerConnection.js';
import { abandonDeliveries } from './operations/abandonDeliveries.js';
import * as queries from './operations/deliveryQueries.js';
import { fetchResult } from './operations/fetchResult.js';
import { forgetToken } from './operations/forgetToken.js';
import { leaveSurface, type SurfaceLeaving } from './operations/leaveSurface.js';
import { noteDirectMessages } from './operations/noteDirectMessages.js';
import { noticeDeliveries } from './operations/noticeDeliveries.js';
import { keepQuiet, takeNotice } from './operations/notices.js';
import { type DeliveryResolution, resolveDelivery } from './operations/resolveDelivery.js';
import { retryDeliveries } from './operations/retryDeliveries.js';
import { type DeliveryAttemptKey, type DeliverySettlement, settleDelivery } from './operations/settleDelivery.js';
import { type DeliveryStart, startDelivery } from './operations/startDelivery.js';
import { type SurfaceHold, takeSurface } from './operations/takeSurface.js';
import type { LedgerTransaction } from './schema.js';
import { type WriteObserver, writeTo } from './writeTo.js';

/** The ledger as it concerns what becomes visible: the outbox, and the messages that are kept up to date. Each method is one transaction. */
export class DeliveryLedger {
	readonly #connection: LedgerConnection;
	readonly #observe: WriteObserver;

	public constructor(connection: LedgerConnection, observe: WriteObserver = () => {}) {
		this.#connection = connection;
		this.#observe = observe;
	}

	/** Milliseconds since 1970, by the ledger's clock. */
	public now(): number {
		return this.#connection.now();
	}

	public due(limit: number): Promise<readonly DeliveryRecord[]> {
		return queries.listDueDeliveries(this.#connection.reader, limit, this.#connection.now());
	}

	public list(filter: queries.DeliveryFilter = {}): Promise<readonly DeliveryRecord[]> {
		return queries.listDeliveries(this.#connection.reader, filter);
	}

	public find(id: string): Promise<DeliveryRecord | undefined> {
		return queries.findDelivery(this.#connection.reader, id);
	}

	/** The instances that are sending something. */
	public senders(): Promise<readonly string[]> {
		return queries.listSenders(this.#connection.reader);
	}

	public abandon(senders: readonly string[]): Promise<void> {
		return this.#write('abandonDeliveries', (tx, now) => abandonDeliveries(tx, senders, now));
	}

	public start(start: DeliveryStart): Promise<boolean> {
		return this.#write('startDelivery', (tx, now) => startDelivery(tx, start, now));
	}

	public settle(attempt: DeliveryAttemptKey, settlement: DeliverySettlement): Promise<boolean> {
		return this.#write('settleDelivery', (tx, now) => settleDelivery(tx, attempt, settlement, now));
	}

	public resolve(delivery: DeliveryRecord, resolution: DeliveryResolution): Promise<boolean> {
		return this.#write('resolveDelivery', (tx, now) => resolveDelivery(tx, delivery, resolution, now));
	}

	/** Tries again what is held: one delivery, all of a workflow, or everything. Answers how many that are. */
	public retry(id?: string): Promise<number> {
		return this.#write('retryDeliveries', (tx, now) => retryDeliveries(tx, id, now));
	}

	public notice(ids: readonly string[]): Promise<void> {
		return this.#write('noticeDeliveries', (tx, now) => noticeDeliveries(tx, ids, now));
	}

	/** Takes it upon this process to tell the operator something. `false`: it was told, or somebody else is telling it. */
	public takeNotice(name: string): Promise<boolean> {
		return this.#write('takeNotice', (tx, now) => takeNotice(tx, name, now));
	}

	/** `until`: milliseconds since 1970. */
	public keepQuiet(name: string, until: number): Promise<void> {
		return this.#write('keepQuiet', (tx) => keepQuiet(tx, name, until));
	}

	/** The requester has come for the result by themselves. */
	public fetched(workflowId: string): Promise<void> {
		return this.#write('fetchResult', (tx, now) => fetchResult(tx, workflowId, now));
	}

	public openSurfaces(): Promise<readonly string[]> {
		return queries.listOpenSurfaces(this.#connection.reader);
	}

	public surfaceHolder(workflowId: string): Promise<string | undefined> {
		return queries.findSurfaceHolder(this.#connection.reader, workflowId);
	}

	public surfaceState(workflowId: string): Promise<SurfaceState> {
		return queries.findSurfaceState(this.#connection.reader, workflowId);
	}

	public takeSurface(workflowId: string, sender: string, dead: ReadonlySet<string>): Promise<SurfaceHold | undefined> {
		return this.#write('takeSurface', (tx) => takeSurface(tx, workflowId, sender, dead));
	}

	public leaveSurface(hold: SurfaceHold, leaving: SurfaceLeaving): Promise<void> {
		return this.#write('leaveSurface', (tx) => leaveSurface(tx, hold, leaving));
	}

	public noteDirectMessages(workflowId: string, channelId: string): Promise<void> {
		return this.#write('noteDirectMessages', (tx) => noteDirectMessages(tx, workflowId, channelId));
	}

	public forgetToken(workflowId: string, token: string): Promise<void> {
		return this.#write('forgetToken', (tx) => forgetToken(tx, workflowId, token));
	}

	#write<Value>(name: string, operation: (tx: LedgerTransaction, now: number) => Promise<Value>): Promise<Value> {
		return writeTo(this.#connection, this.#observe, name, operation);
	}
}
