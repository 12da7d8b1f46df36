import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { classifyFailure } from '#lib/delivery/classifyFailure';
import type { Ledger } from '#lib/ledger/Ledger';
import type { RequestRecord } from '#lib/workflow/request';
import type { Workflow } from '#lib/workflow/workflow';
import type { Asker } from './Asker.js';
import type { Permissions } from './Permissions.js';

/** What somebody may see of a workflow. `limited`: that it is there, how far it is and what it cost, and nothing of what it is about. */
type View = 'full' | 'limited';

export interface Found {
	readonly workflow: Workflow;
	readonly request: RequestRecord;
	readonly view: View;
	/** May cancel it and try it again. */
	readonly mayChange: boolean;
}

type Person = Pick<Asker, 'userId'>;

/** Every "not found" comes so long after the question, and no answer of Discord is waited for longer. Milliseconds. */
const notFoundAfterMs = 1_500;

/**
 * Finds workflows for those who may see them: the requester, who can see the channel where it was publicly asked for, and who manages that
 * server (of private ones only that they are there). For everybody else it is not there, and finding that out takes as long as for an id that
 * nobody has.
 */
export class Lookup {
	readonly #ledger: Pick<Ledger, 'find' | 'request'>;
	readonly #permissions: Permissions;
	readonly #logger: Pick<Logger, 'warn'>;
	readonly #pause: (ms: number) => Promise<void>;

	public constructor(
		ledger: Pick<Ledger, 'find' | 'request'>,
		permissions: Permissions,
		logger: Pick<Logger, 'warn'>,
		pause: (ms: number) => Promise<void> = (ms) => wait(ms)
	) {
		this.#ledger = ledger;
		this.#permissions = permissions;
		this.#logger = logger;
		this.#pause = pause;
	}

	/** `undefined`: there is no such workflow, for this person. */
	public async find(person: Person, workflowId: string): Promise<Found | undefined> {
		const late = this.#pause(notFoundAfterMs).then(() => undefined);
		const found = await Promise.race([this.#look(person, workflowId), late]);
		if (!found) await late;
		return found;
	}

	async #look(person: Person, workflowId: string): Promise<Found | undefined> {
		const [workflow, request] = await Promise.all([this.#ledger.find(workflowId), this.#ledger.request(workflowId)]);
		if (!workflow || !request) return undefined;
		if (request.userId === person.userId) return { workflow, request, view: 'full', mayChange: true };
		const { manages, sees } = await this.#ask(person, request);
		if (!manages && !sees) return undefined;
		return { workflow, request, view: request.private ? 'limited' : 'full', mayChange: manages };
	}

	/** Nothing is seen by mistake: where Discord does not answer, the answer is no. */
	async #ask({ userId }: Person, request: RequestRecord): Promise<{ readonly manages: boolean; readonly sees: boolean }> {
		const { context, serverId, channelId, resultChannelId } = request;
		if (context !== 'server' || serverId === undefined) return { manages: false, sees: false };
		try {
			// Where the server wants its results they can be read by whoever sees that channel.
			const channels = request.private ? [] : [channelId, resultChannelId].filter((id) => id !== undefined);
			const [manages, ...seen] = await Promise.all([
				this.#permissions.managesServer(userId, serverId),
				...channels.map((id) => this.#permissions.canSee(userId, serverId, id))
			]);
			return { manages, sees: seen.includes(true) };
		} catch (error) {
			const { reason } = classifyFailure(error);
			this.#logger.warn({ workflowId: request.workflowId, reason }, 'Discord did not say who may see a workflow; taken for a no');
			return { manages: false, sees: false };
		}
	}
}
