import type { StoredFile } from '#lib/artifacts/ArtifactStore';
import type { Json } from '#lib/workflow/json';
import type { Source } from '#lib/workflow/source';
import type { Vote } from '#lib/workflow/vote';
import type { Reason, Workflow } from '#lib/workflow/workflow';
import type { LedgerConnection } from './LedgerConnection.js';
import { abandonRequest } from './operations/abandonRequest.js';
import { type Acceptance, acceptRequest, type NewRun } from './operations/acceptRequest.js';
import { type PausedIntake, readIntake, setIntake } from './operations/intake.js';
import { putVote } from './operations/putVote.js';
import type { RequestLimits } from './operations/refuseRequest.js';
import * as queries from './operations/requestQueries.js';
import { type NewRetry, type Retry, retryRequest } from './operations/retryRequest.js';
import * as servers from './operations/servers.js';
import { storeSource } from './operations/storeSource.js';
import type { LedgerTransaction } from './schema.js';
import { type WriteObserver, writeTo } from './writeTo.js';

/** The ledger as it concerns those who ask: what they asked for, and what servers have set. Each method is one transaction. */
export class RequestLedger {
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

	public accept(run: NewRun, limits: RequestLimits): Promise<Acceptance> {
		return this.#write('acceptRequest', (tx, now) => acceptRequest(tx, run, limits, now));
	}

	public retry(retry: NewRetry, limits: RequestLimits): Promise<Retry> {
		return this.#write('retryRequest', (tx, now) => retryRequest(tx, retry, limits, now));
	}

	public abandon(workflowId: string, reason: Reason): Promise<void> {
		return this.#write('abandonRequest', (tx, now) => abandonRequest(tx, workflowId, reason, now));
	}

	public unanswered(): Promise<readonly queries.UnansweredRequest[]> {
		return queries.listUnanswered(this.#connection.reader);
	}

	public waitingAttachments(): Promise<readonly queries.WaitingAttachment[]> {
		return queries.listWaitingAttachments(this.#connection.reader);
	}

	public storeSource(workflowId: string, stored: { readonly source: Source; readonly file: StoredFile } | undefined): Promise<void> {
		return this.#write('storeSource', (tx, now) => storeSource(tx, workflowId, stored, now));
	}

	public own(userId: string, filter: queries.OwnWorkflowsFilter): Promise<readonly Workflow[]> {
		return queries.listOwnWorkflows(this.#connection.reader, userId, filter);
	}

	public vote(workflowId: string, userId: string, vote: Vote): Promise<void> {
		return this.#write('putVote', (tx, now) => putVote(tx, workflowId, userId, vote, now));
	}

	/** `undefined`: the intake is open. */
	public intake(): Promise<PausedIntake | undefined> {
		return readIntake(this.#connection.reader);
	}

	public pauseIntake(note?: string): Promise<PausedIntake | undefined> {
		return this.#write('setIntake', (tx, now) => setIntake(tx, { since: now, ...(note === undefined ? {} : { note }) }));
	}

	/** Answers with how it was paused; `undefined`: it was not. */
	public openIntake(): Promise<PausedIntake | undefined> {
		return this.#write('setIntake', (tx) => setIntake(tx, undefined));
	}

	/** As they were stored; `undefined`: none were. */
	public serverSettings(serverId: string): Promise<Json | undefined> {
		return servers.findServerSettings(this.#connection.reader, serverId);
	}

	public saveServerSettings(serverId: string, settings: Json): Promise<void> {
		return this.#write('saveServerSettings', (tx) => servers.saveServerSettings(tx, serverId, settings));
	}

	public noteJoined(serverId: string): Promise<void> {
		return this.#write('noteJoined', (tx) => servers.noteJoined(tx, [serverId]));
	}

	public noteRemoved(serverId: string): Promise<void> {
		return this.#write('noteRemoved', (tx, now) => servers.noteRemoved(tx, serverId, now));
	}

	/** The bot is in these servers and no others. */
	public reconcileServers(present: readonly string[]): Promise<void> {
		return this.#write('reconcileServers', (tx, now) => servers.reconcileServers(tx, present, now));
	}

	#write<Value>(name: string, operation: (tx: LedgerTransaction, now: number) => Promise<Value>): Promise<Value> {
		return writeTo(this.#connection, this.#observe, name, operation);
	}
}
