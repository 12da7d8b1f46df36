import { describeSource } from '#lib/workflow/source';
import type { Subject } from '#lib/workflow/subject';
import type { ExportDocument, ExportedWorkflow } from './exportDocument.js';
import { messagesOf } from './messagesOf.js';
import type { PrivacyServices } from './PrivacyServices.js';

export interface ExportOptions {
	/** Beyond that the outputs of stages are left out, and then the reports. In bytes of JSON. */
	readonly maxBytes?: number;
}

/** What of each workflow is in the document, beside what is always there. */
type Contents = 'everything' | 'reports' | 'facts';

/** Writes down everything that is stored about a subject, and nothing about anybody else. */
export class Exporter {
	readonly #services: PrivacyServices;

	public constructor(services: PrivacyServices) {
		this.#services = services;
	}

	/** One JSON document: an ExportDocument. */
	public async export(subject: Subject, { maxBytes = Number.POSITIVE_INFINITY }: ExportOptions = {}): Promise<string> {
		const write = async (contents: Contents) => JSON.stringify(await this.#document(subject, contents), null, '\t');
		for (const contents of ['everything', 'reports'] as const) {
			const text = await write(contents);
			if (Buffer.byteLength(text) <= maxBytes) return text;
		}
		return write('facts');
	}

	async #document(subject: Subject, contents: Contents): Promise<ExportDocument> {
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
			const workflow = await this.#workflow(id, contents);
			// A private one is between its requester and us, also where a server asks.
			if (workflow) workflows.push(subject.type === 'server' && request?.private ? withoutContent(workflow) : workflow);
		}
		return {
			exportedAt: toIso(privacyLedger.now()),
			subject,
			leftOut: [
				'The bytes of files: they are listed by their sha-256.',
				'Parts from which stages have put together what they stored, and the index by which it is found.',
				...(contents === 'everything' ? [] : [`What the stages stored: ${tooLarge}`]),
				...(contents === 'facts' ? [`The reports: ${tooLarge}`] : [])
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
	async #workflow(id: string, contents: Contents): Promise<ExportedWorkflow | undefined> {
		const { ledger, privacyLedger } = this.#services;
		const [workflow, report, belongings] = await Promise.all([ledger.find(id), ledger.report(id), privacyLedger.belongings(id)]);
		if (!workflow) return undefined;
		const { request, files } = belongings;
		const outputs =
			contents === 'everything' ? [...(await ledger.checkpoints(id))].map(([stage, { output }]) => [stage, output] as const) : undefined;
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
					...(request.resultChannelId === undefined ? {} : { resultChannelId: request.resultChannelId }),
					...(request.dmChannelId === undefined ? {} : { directMessagesChannelId: request.dmChannelId }),
					private: request.private,
					...(request.locale === undefined ? {} : { locale: request.locale })
				}
			}),
			messages: messagesOf(belongings).map(({ sentAt, ...where }) => ({
				...where,
				...(sentAt === undefined ? {} : { sentAt: toIso(sentAt) })
			})),
			files: files.map(({ hash, bytes }) => ({ sha256: hash, bytes })),
			report: contents === 'facts' ? null : (report ?? null),
			...(outputs && { outputs: Object.fromEntries(outputs) })
		};
	}
}

const tooLarge = 'the document would have become too large. The export of a single workflow has them.';

/** That it exists, and what it was like from outside. */
function withoutContent({ workflowId, kind, depth, status, acceptedAt }: ExportedWorkflow): ExportedWorkflow {
	return { workflowId, kind, depth, status, source: '(private)', options: {}, acceptedAt, messages: [], files: [], report: null };
}

function toIso(time: number): string {
	return new Date(time).toISOString();
}
