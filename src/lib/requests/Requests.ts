import type { Logger } from 'pino';
import type { DiscordRest } from '#lib/delivery/DiscordRest';
import { type MessageBody, toWire } from '#lib/delivery/messages/MessageBody';
import { progressMessage } from '#lib/delivery/messages/progressMessage';
import { readProgress } from '#lib/delivery/readProgress';
import type { Instances } from '#lib/ledger/Instances';
import type { Ledger } from '#lib/ledger/Ledger';
import type { NewRun } from '#lib/ledger/operations/acceptRequest';
import type { RequestLimits } from '#lib/ledger/operations/refuseRequest';
import type { RequestLedger } from '#lib/ledger/RequestLedger';
import type { Registry } from '#lib/stages/Registry';
import type { Attachment } from '#lib/workflow/attachment';
import type { Workflow } from '#lib/workflow/workflow';
import type { Asker } from './Asker.js';
import type { Attachments } from './Attachments.js';
import { chooseDepth } from './chooseDepth.js';
import type { FirstAnswerOutcome, FirstAnswers } from './FirstAnswers.js';
import type { FirstUse } from './FirstUse.js';
import type { Found } from './Lookup.js';
import { languageTag } from './languageTag.js';
import { parseServerSettings } from './ServerSettings.js';
import { digestOf, sourceOf } from './sourceOf.js';
import { say, sayRefusal, sayRefusalOfAnother } from './words.js';

/** What a member wants to be analysed, and how. */
export interface AskedRun {
	readonly source: { readonly url: string } | { readonly attachment: Attachment };
	readonly depth?: string;
	/** What is spoken in the source. */
	readonly language?: string;
	readonly private: boolean;
	/** The author of the message that it was found in. */
	readonly sourceAuthorId?: string;
}

export interface RequestServices {
	readonly ledger: Ledger;
	readonly requests: RequestLedger;
	readonly registry: Registry;
	readonly instances: Instances;
	readonly answers: FirstAnswers;
	readonly attachments: Attachments;
	readonly discord: Pick<DiscordRest, 'withoutToken'>;
	readonly firstUse: FirstUse;
	readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
	/** A workflow can begin. */
	readonly wake: () => void;
	readonly limits: RequestLimits;
	/** The largest source. */
	readonly maxBytes: number;
}

/**
 * Takes what members ask for on Discord: into the ledger first, then the first answer, then the engine. What it answers with is for the
 * caller to reply; `undefined`: everything was said.
 */
export class Requests {
	readonly #services: RequestServices;
	/** Workflows whose first answer or file is this process's affair at the moment. */
	readonly #opening = new Map<string, Promise<void>>();
	#closed = false;

	public constructor(services: RequestServices) {
		this.#services = services;
	}

	/** @throws {AutointelError} what the member can do something about */
	public async run(asker: Asker, asked: AskedRun): Promise<MessageBody | undefined> {
		if (this.#closed) return restarting();
		const { requests, limits } = this.#services;
		const acceptance = await requests.accept(await this.#prepare(asker, asked), limits);
		switch (acceptance.outcome) {
			case 'refused':
				return sayRefusal(acceptance.refusal);
			case 'again':
				return undefined;
			case 'identical':
				return this.#progress(acceptance.workflow, true, ['You asked for this before: it is under way already']);
			case 'accepted':
				await this.#open(acceptance.workflow.id, asker);
				return undefined;
		}
	}

	/** Tries a failed or partial workflow again. */
	public async retry(asker: Asker, { workflow, request, mayChange }: Found): Promise<MessageBody | undefined> {
		if (this.#closed) return restarting();
		// The first answer of a private one is for whoever asks now: that must be who asked then.
		if (!mayChange || (request.private && request.userId !== asker.userId)) return say('Only who asked for it can try it again.');
		const { requests, instances, limits } = this.#services;
		const here = request.private || request.channelId === asker.channelId;
		const interaction = {
			id: asker.interactionId,
			applicationId: asker.applicationId,
			token: asker.token,
			expiresAt: asker.tokenExpiresAt
		};
		const retry = await requests.retry({ workflowId: workflow.id, instance: instances.id, ...(here ? { interaction } : {}) }, limits);
		switch (retry.outcome) {
			case 'unknown':
				return say('It is not there any more.');
			case 'again':
				return undefined;
			case 'identical':
				return this.#progress(retry.workflow, true, ['The same is under way already']);
			case 'refused':
				return request.userId === asker.userId ? sayRefusal(retry.refusal) : sayRefusalOfAnother(retry.refusal);
			case 'not-retryable':
				return say(`\`${workflow.id}\` is ${retry.workflow.status}: only what failed or is partial can be tried again.`);
			case 'retried':
				if (here) {
					await this.#open(workflow.id, asker, true);
					return undefined;
				}
				this.#services.wake();
				return say(`\`${workflow.id}\` runs again. The result comes where it was asked for.`);
		}
	}

	public async cancel({ workflow, mayChange }: Pick<Found, 'workflow' | 'mayChange'>): Promise<MessageBody> {
		if (!mayChange) return say('Only who asked for it, and who manages the server, can cancel it.');
		const { ledger, wake } = this.#services;
		const now = await ledger.requestCancel(workflow.id);
		wake();
		if (now?.finishedAt !== undefined) return say(`\`${workflow.id}\` is over already: ${now.status}.`);
		return say(`\`${workflow.id}\` is being cancelled. What it has found so far is kept.`);
	}

	/** Goes on where a process died between accepting and beginning, or Discord did not answer. Idempotent. */
	public async recover(): Promise<void> {
		const { requests, instances } = this.#services;
		const [unanswered, waiting] = await Promise.all([requests.unanswered(), requests.waitingAttachments()]);
		const openers = [...unanswered, ...waiting].flatMap(({ acceptedBy }) => acceptedBy ?? []);
		const dead = await instances.findDead([...new Set(openers)]);
		const isOurs = (id: string, opener: string | null) =>
			!this.#opening.has(id) && (opener === null || opener === instances.id || dead.has(opener));
		for (const { request, acceptedBy, retried } of unanswered) {
			if (!isOurs(request.workflowId, acceptedBy)) continue;
			const { interactionId, applicationId, token, tokenExpiresAt = 0, userId } = request;
			const alive = interactionId !== undefined && applicationId !== undefined && token !== undefined && tokenExpiresAt > requests.now();
			if (alive && userId !== undefined) await this.#open(request.workflowId, { interactionId, applicationId, token, userId }, retried);
			else await this.#settle(request.workflowId, { outcome: 'arrived' });
		}
		for (const { workflowId, attachment, acceptedBy } of waiting) {
			if (isOurs(workflowId, acceptedBy)) await this.#track(workflowId, () => this.#store(workflowId, attachment));
		}
	}

	/** Nothing new is taken from now on. */
	public close(): void {
		this.#closed = true;
	}

	/** When everybody who was accepted has had their answer. */
	public async drained(): Promise<void> {
		await Promise.allSettled(this.#opening.values());
	}

	async #prepare(asker: Asker, asked: AskedRun): Promise<NewRun> {
		const { requests, registry, instances, maxBytes } = this.#services;
		const { managesServer: _manages, serverId, ...place } = asker;
		const settings = parseServerSettings(serverId === undefined ? undefined : await requests.serverSettings(serverId));
		const kind = registry.kind();
		const depth = chooseDepth(kind, asked.depth, settings);
		const { source, attachment, identity } = sourceOf(asked.source, maxBytes);
		const language = asked.language === undefined ? undefined : languageTag(asked.language);
		const resultChannelId = asked.private ? undefined : settings.resultChannelId;
		return {
			workflow: {
				kind: kind.name,
				depth,
				source,
				options: {
					reportLanguage: settings.reportLanguage ?? asker.locale,
					knowledge: settings.knowledge,
					scores: settings.scores,
					...(language === undefined ? {} : { language }),
					...(settings.glossary.length === 0 ? {} : { glossary: settings.glossary }),
					...(settings.watchRules.length === 0 ? {} : { watchRules: settings.watchRules })
				}
			},
			request: {
				...place,
				private: asked.private,
				...(serverId === undefined ? {} : { serverId }),
				...(resultChannelId === undefined ? {} : { resultChannelId }),
				...(asked.sourceAuthorId === undefined ? {} : { sourceAuthorId: asked.sourceAuthorId })
			},
			digest: digestOf([asker.userId, serverId, asked.private, kind.name, depth, identity, language]),
			instance: instances.id,
			...(attachment === undefined ? {} : { attachment })
		};
	}

	/** Answers for the first time, stores what has to be stored, and lets the workflow begin. */
	#open(
		workflowId: string,
		interaction: Pick<Asker, 'interactionId' | 'applicationId' | 'token' | 'userId'>,
		retried = false
	): Promise<void> {
		const { ledger, answers } = this.#services;
		return this.#track(workflowId, async () => {
			const [workflow, request] = await Promise.all([ledger.find(workflowId), ledger.request(workflowId)]);
			if (!workflow || !request) return;
			const outcome = await answers.send(interaction, await this.#progress(workflow, request.private));
			// What was there before is not lost because nobody heard that it is tried again.
			const settled: FirstAnswerOutcome = retried && outcome.outcome === 'refused' ? { outcome: 'arrived' } : outcome;
			await this.#settle(workflowId, settled, () => this.#tellFirstUse(interaction));
		});
	}

	async #settle(workflowId: string, outcome: FirstAnswerOutcome, beforeItBegins?: () => Promise<void>): Promise<void> {
		const { ledger, requests, logger, wake } = this.#services;
		switch (outcome.outcome) {
			case 'unknown':
				logger.warn({ workflowId }, 'Discord did not say whether the first answer arrived; asking again');
				return;
			case 'refused':
				logger.info({ workflowId, reason: outcome.reason }, 'the first answer did not arrive: cancelled');
				await requests.abandon(workflowId, outcome.reason);
				return;
			case 'arrived': {
				await beforeItBegins?.();
				await ledger.acknowledge(workflowId, outcome.at);
				const waiting = (await requests.waitingAttachments()).find((each) => each.workflowId === workflowId);
				if (waiting) await this.#store(workflowId, waiting.attachment);
				wake();
			}
		}
	}

	async #store(workflowId: string, attachment: Attachment): Promise<void> {
		await this.#services.attachments.store(workflowId, attachment);
		this.#services.wake();
	}

	async #tellFirstUse({ applicationId, token, userId }: Pick<Asker, 'applicationId' | 'token' | 'userId'>): Promise<void> {
		const { firstUse, discord } = this.#services;
		await firstUse.tell(userId, async (notice) => {
			await discord.withoutToken({ method: 'POST', path: `/webhooks/${applicationId}/${token}`, body: toWire(notice) });
			return true;
		});
	}

	async #progress(workflow: Workflow, ephemeral: boolean, notices: readonly string[] = []): Promise<MessageBody> {
		const { ledger, registry, requests } = this.#services;
		const nameKind = (kind: string) => registry.kinds.get(kind)?.definition.title ?? kind;
		const view = await readProgress(ledger, workflow, nameKind, requests.now());
		return progressMessage({ ...view, notices: [...view.notices, ...notices] }, { ephemeral });
	}

	/** Two at a time for one workflow never happen: the second waits with the first. */
	#track(workflowId: string, work: () => Promise<void>): Promise<void> {
		const running = this.#opening.get(workflowId);
		if (running !== undefined) return running;
		const done = work().finally(() => this.#opening.delete(workflowId));
		this.#opening.set(workflowId, done);
		return done;
	}
}

function restarting(): MessageBody {
	return say('The bot is just being restarted. Ask again in a minute; what is under way goes on.');
}
