// Permissions by their names in discord-api-types, and as the bit fields Discord sends.
import { PermissionFlagsBits } from 'discord-api-types/v10';

export type Permission = keyof typeof PermissionFlagsBits;

export const everyPermission = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

export function permissionBits(names: readonly Permission[]): bigint {
	return names.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
}

/** What @everyone may do in a new server. */
export const usualPermissions: readonly Permission[] = [
	'ViewChannel',
	'SendMessages',
	'SendMessagesInThreads',
	'ReadMessageHistory',
	'EmbedLinks',
	'AttachFiles',
	'AddReactions',
	'UseApplicationCommands',
	'UseExternalApps'
];
