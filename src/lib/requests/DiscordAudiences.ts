import type { Logger } from 'pino';
import { classifyFailure } from '#lib/delivery/classifyFailure';
import type { Audiences } from '#lib/knowledge/Audiences';
import type { Ledger } from '#lib/ledger/Ledger';
import type { Readers, Scope } from '#lib/workflow/readers';
import type { RequestRecord } from '#lib/workflow/request';
import type { Permissions } from './Permissions.js';

/** Who may see what other workflows learned, as Discord has it now. What that means is in `inScope` of the ledger. */
export class DiscordAudiences implements Audiences {
	readonly #ledger: Pick<Ledger, 'request' | 'publicChannels'>;
	readonly #permissions: Pick<Permissions, 'canSee'>;
	readonly #logger: Pick<Logger, 'warn'>;

	public constructor(
		ledger: Pick<Ledger, 'request' | 'publicChannels'>,
		permissions: Pick<Permissions, 'canSee'>,
		logger: Pick<Logger, 'warn'>
	) {
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

	public async scopeOf(readers: Readers): Promise<Scope> {
		if (readers.type !== 'person') return readers;
		const { userId, serverId } = readers;
		if (serverId === undefined) return { ...readers, sees: [] };
		const channels = await this.#ledger.publicChannels(serverId, userId);
		const seen = await Promise.all(channels.map((channel) => this.#canSee(userId, serverId, channel)));
		return { ...readers, sees: channels.filter((_, index) => seen[index]) };
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

/** The channels in which everybody may read a result; none: it is private. */
function channelsOf({ private: isPrivate, context, channelId, resultChannelId }: RequestRecord): readonly string[] {
	if (isPrivate || context !== 'server') return [];
	return [...new Set([channelId, resultChannelId].filter((id) => id !== undefined))];
}
