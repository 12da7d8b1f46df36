import type { Subject } from '#lib/workflow/subject';
import { Exporter, type ExportOptions } from './Exporter.js';
import { Forgetter, type Forgotten } from './Forgetter.js';
import type { PrivacyServices } from './PrivacyServices.js';
import { Purge, type Purged, type PurgeOptions } from './Purge.js';
import { countStored, type Stored } from './Stored.js';

/** What people can ask for about what is stored of them, and what is deleted without being asked for. */
export class Privacy {
	readonly #services: PrivacyServices;
	readonly #firstUse: string;
	readonly #forgetter: Forgetter;
	readonly #exporter: Exporter;
	readonly #purge: Purge;

	/** `firstUse`: what people are told once: see `whereTextGoes`. */
	public constructor(services: PrivacyServices, firstUse: string) {
		this.#services = services;
		this.#firstUse = firstUse;
		this.#forgetter = new Forgetter(services);
		this.#exporter = new Exporter(services);
		this.#purge = new Purge(services, this.#forgetter);
	}

	public stored(subject: Subject): Promise<Stored> {
		return countStored(this.#services, subject);
	}

	/** One JSON document: see ExportDocument. */
	public export(subject: Subject, options?: ExportOptions): Promise<string> {
		return this.#exporter.export(subject, options);
	}

	/** Deletes all of it, here and in Discord. What could not be deleted now is tried again by every purge. */
	public forget(subject: Subject): Promise<Forgotten> {
		return this.#forgetter.forget(subject);
	}

	/** For the scheduled task. */
	public purge(options: PurgeOptions): Promise<Purged> {
		return this.#purge.run(options);
	}

	/** What somebody has to do with a workflow: they asked for it, or else wrote the message that it analyses. */
	public async partIn(workflowId: string, userId: string): Promise<'requester' | 'author' | undefined> {
		const request = await this.#services.ledger.request(workflowId);
		if (request?.userId === userId) return 'requester';
		return request?.sourceAuthorId === userId ? 'author' : undefined;
	}

	/** Whether somebody does not want others to have their messages analysed. */
	public async hasOptedOut(userId: string): Promise<boolean> {
		return (await this.#services.privacyLedger.person(userId))?.optedOutAt !== undefined;
	}

	public setOptOut(userId: string, optedOut: boolean): Promise<void> {
		return this.#services.privacyLedger.setOptOut(userId, optedOut);
	}

	/** What has to be told to somebody who is here for the first time; `undefined`: they were told. */
	public async firstUseNotice(userId: string): Promise<string | undefined> {
		const person = await this.#services.privacyLedger.person(userId);
		return person?.noticedAt === undefined ? this.#firstUse : undefined;
	}

	/** They were told. */
	public noteFirstUse(userId: string): Promise<void> {
		return this.#services.privacyLedger.noteFirstUse(userId);
	}
}
