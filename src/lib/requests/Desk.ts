import type { MessageBody } from '#lib/delivery/messages/MessageBody';
import type { RequestLedger } from '#lib/ledger/RequestLedger';
import type { Vote } from '#lib/workflow/vote';
import type { Asker } from './Asker.js';
import type { KnowledgeDesk } from './KnowledgeDesk.js';
import type { Found, Lookup } from './Lookup.js';
import type { Reply } from './Reply.js';
import type { MemberFile, ReportFiles } from './ReportFiles.js';
import type { Requests } from './Requests.js';
import type { Statuses } from './Statuses.js';
import { notFound, say } from './words.js';

export interface DeskServices {
	readonly lookup: Lookup;
	readonly statuses: Statuses;
	readonly requests: Requests;
	readonly requestLedger: Pick<RequestLedger, 'own' | 'vote'>;
	readonly reportFiles: ReportFiles;
	readonly knowledge: KnowledgeDesk;
}

type Answer = Promise<MessageBody | Reply | undefined>;

/** More than anybody has under way who chooses among them. */
const mostOpen = 100;

/**
 * What members can do with workflows that are there, by commands and buttons. A workflow that somebody may not see is not there for them,
 * whatever they ask of it. Answers are for the one who asks.
 */
export class Desk {
	readonly #services: DeskServices;

	public constructor(services: DeskServices) {
		this.#services = services;
	}

	public status(asker: Asker, workflowId: string | undefined): Answer {
		const { statuses } = this.#services;
		return workflowId === undefined ? statuses.own(asker) : this.#with(asker, workflowId, (found) => statuses.one(asker, found));
	}

	/** Without an id: the one that the person has under way; of several they are asked which. */
	public async cancel(asker: Asker, workflowId: string | undefined): Answer {
		const { requests, requestLedger, statuses } = this.#services;
		const cancel = (id: string) => this.#with(asker, id, (found) => requests.cancel(found));
		if (workflowId !== undefined) return cancel(workflowId);
		const open = await requestLedger.own(asker.userId, { statuses: ['queued', 'running', 'parked'], limit: mostOpen });
		const going = open.filter(({ cancelRequestedAt }) => cancelRequestedAt === undefined);
		if (going.length > 1) return statuses.whichToCancel(going);
		const [one] = [...going, ...open];
		return one ? cancel(one.id) : say('You have nothing under way.');
	}

	/** Without an id: the last of the person's own that failed. */
	public async retry(asker: Asker, workflowId: string | undefined): Answer {
		const { requests, requestLedger } = this.#services;
		const retry = (id: string) => this.#with(asker, id, (found) => requests.retry(asker, found));
		if (workflowId !== undefined) return retry(workflowId);
		const [latest] = await requestLedger.own(asker.userId, { statuses: ['failed', 'partial'], limit: 1 });
		return latest ? retry(latest.id) : say('None of yours has failed.');
	}

	public ask(asker: Asker, question: string): Promise<MessageBody> {
		return this.#services.knowledge.ask(asker, question);
	}

	public vote(asker: Asker, workflowId: string, vote: Vote): Answer {
		return this.#with(asker, workflowId, async ({ view }) => {
			if (view === 'limited') return notFound();
			await this.#services.requestLedger.vote(workflowId, asker.userId, vote);
			return say(vote === 'up' ? 'Noted: it was of use.' : 'Noted: it was of no use.');
		});
	}

	/** @throws {AutointelError} `no-files`, `files-too-large` */
	public async files(asker: Asker, workflowId: string, what: 'transcript' | 'report'): Promise<MessageBody | readonly MemberFile[]> {
		const { lookup, reportFiles } = this.#services;
		const found = await lookup.find(asker, workflowId);
		return found ? reportFiles[what](found, asker.attachmentSizeLimit) : notFound();
	}

	async #with(asker: Asker, workflowId: string, act: (found: Found) => Answer): Answer {
		const found = await this.#services.lookup.find(asker, workflowId.trim());
		return found ? act(found) : notFound();
	}
}
