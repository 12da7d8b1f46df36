import type { Asker } from './Asker.js';
import type { Permissions } from './Permissions.js';

export interface PlaceRules {
	/** Empty: every server. */
	readonly allowedServers: readonly string[];
	/** People may install the bot for themselves. */
	readonly userInstall: boolean;
}

/** Where the bot may be used: the operator pays for what it does. */
export class Places {
	readonly #rules: PlaceRules;
	readonly #permissions: Pick<Permissions, 'isMember'>;

	public constructor(rules: PlaceRules, permissions: Pick<Permissions, 'isMember'>) {
		this.#rules = rules;
		this.#permissions = permissions;
	}

	/** Why not, in a sentence; `undefined`: it may. */
	public async refuse({ context, serverId, userId }: Pick<Asker, 'context' | 'serverId' | 'userId'>): Promise<string | undefined> {
		const { allowedServers, userInstall } = this.#rules;
		if (userInstall && context !== 'server') return undefined;
		if (context === 'user-install') return 'This bot is only for servers that have it.';
		if (allowedServers.length === 0) return undefined;
		if (context === 'server') {
			return serverId !== undefined && allowedServers.includes(serverId)
				? undefined
				: 'The operator of this bot has not allowed this server.';
		}
		const memberships = allowedServers.map((server) => this.#permissions.isMember(userId, server).catch(() => false));
		return (await Promise.all(memberships)).includes(true) ? undefined : 'This bot is only for members of certain servers.';
	}
}
