// What a member may do in a channel: roles, then the channel's overwrites, in the order Discord documents.
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { EmulatedChannel } from './EmulatedChannel.js';
import type { EmulatedMember } from './EmulatedMember.js';
import { everyPermission } from './Permission.js';

export function permissionsInServer(member: EmulatedMember): bigint {
	const { server } = member;
	if (server.owner === member.user) return everyPermission;
	const bits = [...member.roles].reduce((all, role) => all | role.permissions, server.everyone.permissions);
	return bits & PermissionFlagsBits.Administrator ? everyPermission : bits;
}

export function permissionsIn(channel: EmulatedChannel, member: EmulatedMember): bigint {
	const base = permissionsInServer(member);
	if (base === everyPermission) return base;
	const overwrites = (channel.parent ?? channel).overwrites;
	const apply = (bits: bigint, ids: readonly string[]) => {
		const found = ids.flatMap((id) => overwrites.get(id) ?? []);
		const deny = found.reduce((all, overwrite) => all | overwrite.deny, 0n);
		const allow = found.reduce((all, overwrite) => all | overwrite.allow, 0n);
		return (bits & ~deny) | allow;
	};
	const forEveryone = apply(base, [member.server.everyone.id]);
	const forRoles = apply(
		forEveryone,
		[...member.roles].map((role) => role.id)
	);
	const own = apply(forRoles, [member.user.id]);
	return own & PermissionFlagsBits.ViewChannel ? own : 0n;
}
