import type { Forgetting, UnusedFile } from '#lib/workflow/forgetting';
import type { Subject } from '#lib/workflow/subject';
import type { LedgerConnection } from './LedgerConnection.js';
import { beginForgetting, beginForgettingRemoved } from './operations/beginForgetting.js';
import { deleteExpired, type Expired, type Expiry } from './operations/deleteExpired.js';
import { deleteForgotten } from './operations/deleteForgotten.js';
import { detachSpend } from './operations/detachSpend.js';
import { endForgetting } from './operations/endForgetting.js';
import { expireTokens } from './operations/expireTokens.js';
import * as forgettings from './operations/forgettings.js';
import * as media from './operations/media.js';
import * as people from './operations/people.js';
import { type Settled, settleForgetting } from './operations/settleForgetting.js';
import * as stored from './operations/storedAbout.js';
import { listSubjectWorkflows } from './operations/subjectWorkflows.js';
import { type Withdrawn, withdrawForgotten } from './operations/withdrawForgotten.js';
import type { LedgerTransaction } from './schema.js';
import { type WriteObserver, writeTo } from './writeTo.js';

/** The ledger as it concerns people rather than work: what is stored about whom, and its end. Each method is one transaction. */
export class PrivacyLedger {
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

	public workflowsOf(subject: Subject): Promise<readonly string[]> {
		return listSubjectWorkflows(this.#connection.reader, subject);
	}

	public belongings(workflowId: string): Promise<stored.WorkflowBelongings> {
		return stored.findBelongings(this.#connection.reader, workflowId);
	}

	public person(userId: string): Promise<people.PersonRecord | undefined> {
		return people.findPerson(this.#connection.reader, userId);
	}

	public server(serverId: string): ReturnType<typeof stored.findServerRow> {
		return stored.findServerRow(this.#connection.reader, serverId);
	}

	public votes(userId: string): ReturnType<typeof stored.listVotes> {
		return stored.listVotes(this.#connection.reader, userId);
	}

	public setOptOut(userId: string, optedOut: boolean): Promise<void> {
		return this.#write('setOptOut', (tx, now) => people.setOptOut(tx, userId, optedOut, now));
	}

	public noteFirstUse(userId: string): Promise<void> {
		return this.#write('noteFirstUse', (tx, now) => people.noteFirstUse(tx, userId, now));
	}

	/** What somebody began to forget and has not ended. */
	public forgettings(): Promise<readonly Forgetting[]> {
		return forgettings.listForgettings(this.#connection.reader);
	}

	public forgetting(subject: Subject): Promise<Forgetting | undefined> {
		return forgettings.findForgetting(this.#connection.reader, subject);
	}

	public beginForgetting(subject: Subject): Promise<void> {
		return this.#write('beginForgetting', (tx, now) => beginForgetting(tx, subject, now));
	}

	public beginForgettingRemoved(before: number): Promise<number> {
		return this.#write('beginForgettingRemoved', (tx, now) => beginForgettingRemoved(tx, before, now));
	}

	public withdrawForgotten(subject: Subject, limit: number): Promise<Withdrawn | undefined> {
		return this.#write('withdrawForgotten', (tx, now) => withdrawForgotten(tx, subject, limit, now));
	}

	public deleteForgotten(subject: Subject): Promise<Forgetting | undefined> {
		return this.#write('deleteForgotten', (tx) => deleteForgotten(tx, subject));
	}

	public settleForgetting(subject: Subject, settled: Settled): Promise<void> {
		return this.#write('settleForgetting', (tx) => settleForgetting(tx, subject, settled));
	}

	public endForgetting(forgetting: Forgetting): Promise<void> {
		return this.#write('endForgetting', (tx) => endForgetting(tx, forgetting));
	}

	public expireTokens(): Promise<number> {
		return this.#write('expireTokens', expireTokens);
	}

	public detachSpend(): Promise<void> {
		return this.#write('detachSpend', detachSpend);
	}

	public retentions(): ReturnType<typeof stored.listRetentions> {
		return stored.listRetentions(this.#connection.reader);
	}

	public deleteExpired(expiry: Expiry): Promise<Expired> {
		return this.#write('deleteExpired', (tx) => deleteExpired(tx, expiry));
	}

	public withMedia(limit: number): Promise<readonly media.MediaCursor[]> {
		return media.listWithMedia(this.#connection.reader, limit);
	}

	public documentFiles(workflowId: string): Promise<readonly string[]> {
		return media.listDocumentFiles(this.#connection.reader, workflowId);
	}

	public releaseMedia(at: media.MediaCursor, keep: readonly string[]): Promise<readonly UnusedFile[]> {
		return this.#write('releaseMedia', (tx) => media.releaseMedia(tx, at, keep));
	}

	/** Those of these files that no workflow has. */
	public unrecorded(hashes: readonly string[]): Promise<readonly string[]> {
		return stored.listUnrecorded(this.#connection.reader, hashes);
	}

	/** Takes the words of deleted documents out of the index of what was learned, a bit at a time. */
	public compactIndex(): Promise<void> {
		return this.#connection.compactIndex();
	}

	/** Overwrites what deleted rows have left in the ledger's files, as far as nobody reads there at the moment. */
	public scrub(): Promise<void> {
		return this.#connection.scrub();
	}

	#write<Value>(name: string, operation: (tx: LedgerTransaction, now: number) => Promise<Value>): Promise<Value> {
		return writeTo(this.#connection, this.#observe, name, operation);
	}
}
