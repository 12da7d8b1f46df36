import type { Logger } from 'pino';
import { classifyFailure } from '#lib/delivery/classifyFailure';
import type { Audiences, Readers } from '#lib/knowledge/Audiences';
import type { Ledger } from '#lib/ledger/Ledger';
import type { RequestRecord } from '#lib/workflow/request';
import type { Permissions } from './Permissions.js';

/**
 * Who may see what other workflows learned. What was asked for privately is its requester's alone; what was asked for in a channel is for
 * those who can see that channel, and stays in its server; what operators ran on their command line is theirs.
 */
export class DiscordAudiences implements Audiences {
	readonly #ledger: Pick<Ledger, 'request'>;
	readonly #permissions: Pick<Permissions, 'canSee'>;
	readonly #logger: Pick<Logger, 'warn'>;

	public constructor(ledger: Pick<Ledger, 'request'>, permissions: Pick<Permissions, 'canSee'>, logger: Pick<Logger, 'warn'>) {
		this.#ledger = ledger;
		this.#permissions = permissions;
		this.#logger = logger;
	}

	public async readersOf(workflowId: string): Promise<Readers> {
		const request = await this.#ledger.request(workflowId);
		if (request?.userId === undefined) return { type: 'operator' };
		const { userId, serverId } = request;
		const channels = channelsOf(request);
		return channels.length === 0 || serverId === undefined
			? { type: 'person', userId, serverId }
			: { type: 'channels', serverId, channels };
	}

	public async visibleTo(readers: Readers, workflowIds: ReadonlySet<string>): Promise<ReadonlySet<string>> {
		const seen = new Map<string, Promise<boolean>>();
		const canSee = (userId: string, serverId: string, channelId: string): Promise<boolean> => {
			const known = seen.get(channelId) ?? this.#canSee(userId, serverId, channelId);
			seen.set(channelId, known);
			return known;
		};
		const visible = await Promise.all(
			[...workflowIds].map(async (id) => ((await isVisible(readers, await this.#ledger.request(id), canSee)) ? [id] : []))
		);
		return new Set(visible.flat());
	}

	/** Nothing is seen by mistake: where Discord does not answer, the answer is no. */
	async #canSee(userId: string, serverId: string, channelId: string): Promise<boolean> {
		try {
			return await this.#permissions.canSee(userId, serverId, channelId);
		} catch (error) {
			this.#logger.warn({ reason: classifyFailure(error).reason }, 'Discord did not say who can see a channel; taken for a no');
			return false;
		}
	}
}

type CanSee = (userId: string, serverId: string, channelId: string) => Promise<boolean>;

/** `request`: of the workflow that would be shown; without one operators ran it. */
async function isVisible(readers: Readers, request: RequestRecord | undefined, canSee: CanSee): Promise<boolean> {
	const channels = request === undefined ? [] : channelsOf(request);
	switch (readers.type) {
		case 'operator':
			return request?.userId === undefined || channels.length > 0;
		case 'channels':
			// Everybody who will read it has to be among those who can see it already.
			return request?.serverId === readers.serverId && readers.channels.every((channel) => channels.includes(channel));
		case 'person': {
			if (request?.userId === undefined) return false;
			const { serverId } = request;
			const sameServer = serverId === undefined || readers.serverId === undefined || serverId === readers.serverId;
			if (!sameServer) return false;
			if (request.userId === readers.userId) return true;
			if (serverId === undefined || serverId !== readers.serverId) return false;
			const views = await Promise.all(channels.map((channel) => canSee(readers.userId, serverId, channel)));
			return views.includes(true);
		}
	}
}

/** The channels in which everybody may read a result; none: it is private. */
function channelsOf({ private: isPrivate, context, channelId, resultChannelId }: RequestRecord): readonly string[] {
	if (isPrivate || context !== 'server') return [];
	return [...new Set([channelId, resultChannelId].filter((id) => id !== undefined))];
}
