import { describeSource } from '#lib/workflow/source';
import type { Subject } from '#lib/workflow/subject';
import type { ExportDocument, ExportedWorkflow } from './exportDocument.js';
import { messagesOf } from './messagesOf.js';
import type { PrivacyServices } from './PrivacyServices.js';

export interface ExportOptions {
	/** Beyond that the outputs of stages are left out. In bytes of JSON. */
	readonly maxBytes?: number;
}

/** Writes down everything that is stored about a subject, and nothing about anybody else. */
export class Exporter {
	readonly #services: PrivacyServices;

	public constructor(services: PrivacyServices) {
		this.#services = services;
	}

	/** One JSON document: an ExportDocument. */
	public async export(subject: Subject, { maxBytes = Number.POSITIVE_INFINITY }: ExportOptions = {}): Promise<string> {
		const whole = JSON.stringify(await this.#document(subject, true), null, '\t');
		if (Buffer.byteLength(whole) <= maxBytes) return whole;
		return JSON.stringify(await this.#document(subject, false), null, '\t');
	}

	async #document(subject: Subject, withOutputs: boolean): Promise<ExportDocument> {
		const { privacyLedger } = this.#services;
		const ids = await privacyLedger.workflowsOf(subject);
		const [person, server] = await Promise.all([
			subject.type === 'person' ? privacyLedger.person(subject.id) : undefined,
			subject.type === 'server' ? privacyLedger.server(subject.id) : undefined
		]);
		const workflows: ExportedWorkflow[] = [];
		const analysedByOthers: { workflowId: string; at: string }[] = [];
		for (const id of ids) {
			const { request } = await privacyLedger.belongings(id);
			if (subject.type === 'person' && request?.userId !== subject.id) {
				if (request) analysedByOthers.push({ workflowId: id, at: toIso(request.createdAt) });
				continue;
			}
			const workflow = await this.#workflow(id, withOutputs);
			// A private one is between its requester and us, also where a server asks.
			if (workflow) workflows.push(subject.type === 'server' && request?.private ? withoutContent(workflow) : workflow);
		}
		return {
			exportedAt: toIso(privacyLedger.now()),
			subject,
			leftOut: [
				'The bytes of files: they are listed by their sha-256.',
				...(withOutputs ? [] : ['What the stages stored: the document would have become too large.'])
			],
			...(person && {
				person: {
					...(person.optedOutAt === undefined ? {} : { optedOutAt: toIso(person.optedOutAt) }),
					...(person.noticedAt === undefined ? {} : { toldWhereTextGoesAt: toIso(person.noticedAt) })
				}
			}),
			...(server && {
				server: { settings: server.settings, ...(server.removedAt === undefined ? {} : { removedAt: toIso(server.removedAt) }) }
			}),
			workflows,
			...(subject.type === 'person' ? { analysedByOthers, votes: await this.#votes(subject.id) } : {})
		};
	}

	async #votes(userId: string): Promise<NonNullable<ExportDocument['votes']>> {
		const votes = await this.#services.privacyLedger.votes(userId);
		return votes.map(({ at, ...vote }) => ({ ...vote, at: toIso(at) }));
	}

	/** `undefined`: it was deleted a moment ago. */
	async #workflow(id: string, withOutputs: boolean): Promise<ExportedWorkflow | undefined> {
		const { ledger, privacyLedger } = this.#services;
		const [workflow, report, belongings] = await Promise.all([ledger.find(id), ledger.report(id), privacyLedger.belongings(id)]);
		if (!workflow) return undefined;
		const { request, files } = belongings;
		const outputs = withOutputs ? [...(await ledger.checkpoints(id))].map(([stage, { output }]) => [stage, output] as const) : undefined;
		return {
			workflowId: id,
			kind: workflow.kind,
			depth: workflow.depth,
			status: workflow.status,
			source: describeSource(workflow.source),
			options: workflow.options,
			acceptedAt: toIso(workflow.acceptedAt),
			...(workflow.finishedAt === undefined ? {} : { finishedAt: toIso(workflow.finishedAt) }),
			...(request && {
				asked: {
					...(request.userId === undefined ? {} : { userId: request.userId }),
					...(request.serverId === undefined ? {} : { serverId: request.serverId }),
					...(request.channelId === undefined ? {} : { channelId: request.channelId }),
					private: request.private,
					...(request.locale === undefined ? {} : { locale: request.locale })
				}
			}),
			messages: messagesOf(belongings).map(({ sentAt, ...where }) => ({
				...where,
				...(sentAt === undefined ? {} : { sentAt: toIso(sentAt) })
			})),
			files: files.map(({ hash, bytes }) => ({ sha256: hash, bytes })),
			report: report ?? null,
			...(outputs && { outputs: Object.fromEntries(outputs) })
		};
	}
}

/** That it exists, and what it was like from outside. */
function withoutContent({ workflowId, kind, depth, status, acceptedAt }: ExportedWorkflow): ExportedWorkflow {
	return { workflowId, kind, depth, status, source: '(private)', options: {}, acceptedAt, messages: [], files: [], report: null };
}

function toIso(time: number): string {
	return new Date(time).toISOString();
}
