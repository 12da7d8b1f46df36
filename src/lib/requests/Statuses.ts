import { cancelChoice } from '#lib/delivery/messages/cancelChoice';
import type { MessageBody } from '#lib/delivery/messages/MessageBody';
import { progressMessage } from '#lib/delivery/messages/progressMessage';
import { resultMessage } from '#lib/delivery/messages/resultMessage';
import { type StatusLine, statusMessage } from '#lib/delivery/messages/statusMessage';
import { whereItIs } from '#lib/delivery/messages/whereItIs';
import { readProgress } from '#lib/delivery/readProgress';
import type { DeliveryLedger } from '#lib/ledger/DeliveryLedger';
import type { Ledger } from '#lib/ledger/Ledger';
import type { RequestLedger } from '#lib/ledger/RequestLedger';
import type { Results } from '#lib/results/Results';
import type { Registry } from '#lib/stages/Registry';
import type { Workflow } from '#lib/workflow/workflow';
import type { Asker } from './Asker.js';
import type { Found } from './Lookup.js';
import type { Reply } from './Reply.js';
import { say } from './words.js';

export interface StatusServices {
	readonly ledger: Ledger;
	readonly requests: RequestLedger;
	readonly deliveries: Pick<DeliveryLedger, 'list' | 'fetched'>;
	readonly results: Pick<Results, 'get'>;
	readonly registry: Pick<Registry, 'kinds'>;
}

/** As many as one message shows. */
const mostLines = 10;

const ephemeral = { ephemeral: true } as const;

/** Answers how far workflows are and what they came to, for as long as results are kept. Only the person who asks sees it. */
export class Statuses {
	readonly #services: StatusServices;

	public constructor(services: StatusServices) {
		this.#services = services;
	}

	/** The person's own, the newest first. */
	public async own({ userId }: Pick<Asker, 'userId'>): Promise<MessageBody> {
		const workflows = await this.#services.requests.own(userId, { limit: mostLines });
		return statusMessage(await Promise.all(workflows.map((workflow) => this.#line(workflow))), ephemeral);
	}

	/** Which of these is to be cancelled. */
	public async whichToCancel(workflows: readonly Workflow[]): Promise<MessageBody> {
		return cancelChoice(await Promise.all(workflows.map((workflow) => this.#line(workflow))));
	}

	/** One workflow: its progress, or its result. */
	public async one({ userId }: Pick<Asker, 'userId'>, { workflow, request, view }: Found): Promise<MessageBody | Reply> {
		const { id, status, acceptedAt, startedAt, finishedAt, reason } = workflow;
		const { ledger, results, deliveries } = this.#services;
		const spend = await ledger.spend(id);
		if (view === 'limited') return statusMessage([{ workflowId: id, status, acceptedAt, spend }], ephemeral);
		if (finishedAt === undefined) return progressMessage(await this.#progress(workflow), ephemeral);
		const report = await results.get(id);
		if (!report) return say(`\`${id}\` is ${status}; its result is kept no longer.`);
		const times = startedAt === undefined ? {} : { durationMs: finishedAt - startedAt };
		const body = resultMessage({ workflowId: id, report, spend, ...times, ...(reason === undefined ? {} : { reason }) }, ephemeral);
		// Who comes for it by themselves need not be told any more.
		return request.userId === userId ? { body, arrived: () => deliveries.fetched(id) } : body;
	}

	async #line(workflow: Workflow): Promise<StatusLine> {
		const { ledger, deliveries } = this.#services;
		const { id, status, acceptedAt } = workflow;
		const [{ title, progress }, request, sent, spend] = await Promise.all([
			this.#progress(workflow),
			ledger.request(id),
			deliveries.list({ workflowId: id, statuses: ['delivered'] }),
			ledger.spend(id)
		]);
		const result = sent.find(({ kind }) => kind === 'result');
		const url = request && result && whereItIs(request, workflow, result).url;
		return { workflowId: id, title, status, progress, acceptedAt, spend, ...(url === undefined ? {} : { url }) };
	}

	#progress(workflow: Workflow): ReturnType<typeof readProgress> {
		const { ledger, registry, requests } = this.#services;
		return readProgress(ledger, workflow, (kind) => registry.kinds.get(kind)?.definition.title ?? kind, requests.now());
	}
}
