// Whom a text mentions once allowed_mentions had its say.
import type { APIAllowedMentions } from 'discord-api-types/v10';
import type { EmulatedChannel } from './EmulatedChannel.js';
import type { EmulatedRole } from './EmulatedRole.js';
import type { EmulatedUser } from './EmulatedUser.js';

export interface Mentions {
	readonly users: readonly EmulatedUser[];
	readonly roles: readonly EmulatedRole[];
	readonly everyone: boolean;
}

export const nobody: Mentions = { users: [], roles: [], everyone: false };

/** `allowed` undefined means everything the text says, as Discord has it. */
export function mentionsOf(
	text: string,
	channel: EmulatedChannel,
	allowed: APIAllowedMentions | null | undefined,
	mayMentionAll: boolean
): Mentions {
	const may = (kind: 'users' | 'roles' | 'everyone') => !allowed || (allowed.parse ?? []).some((parsed) => parsed === kind);
	const ids = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
	const userIds = ids(/<@!?(\d+)>/g).filter((id) => may('users') || allowed?.users?.includes(id));
	const roleIds = ids(/<@&(\d+)>/g).filter((id) => may('roles') || allowed?.roles?.includes(id));
	return {
		users: userIds.flatMap((id) => channel.world.users.get(id) ?? []),
		roles: roleIds.flatMap((id) => channel.server?.roles.get(id) ?? []),
		everyone: mayMentionAll && may('everyone') && /@(everyone|here)/.test(text)
	};
}

/** Those among the mentioned who can see the channel: their clients ring. */
export function peopleIn(mentions: Mentions, channel: EmulatedChannel): EmulatedUser[] {
	const members = [...(channel.server?.members.values() ?? [])];
	const byRole = members
		.filter((member) => mentions.everyone || mentions.roles.some((role) => member.roles.has(role)))
		.map((member) => member.user);
	return [...new Set([...mentions.users, ...byRole])].filter((user) => !user.isBot && channel.allows(user, 'ViewChannel'));
}
