import { PermissionFlagsBits as Bit } from 'discord-api-types/v10';

/**
 * What the bot cannot do its work without: to see the channel it was asked in, to write the result there, and to find what it has written
 * where an answer of Discord was lost. Files go to the one who asks, which needs no permission.
 */
export const leastPermissions = {
	'View Channel': Bit.ViewChannel,
	'Send Messages': Bit.SendMessages,
	'Send Messages in Threads': Bit.SendMessagesInThreads,
	'Read Message History': Bit.ReadMessageHistory
} as const;

/** Where somebody who manages a server, or with `userInstall` anybody, adds the bot. */
export function inviteLink(applicationId: string): string {
	const permissions = Object.values(leastPermissions).reduce((all, bit) => all | bit, 0n);
	const query = new URLSearchParams({ client_id: applicationId, permissions: String(permissions), scope: 'bot applications.commands' });
	return `https://discord.com/oauth2/authorize?${query}`;
}

/** Where anybody adds the bot for themselves. */
export function userInstallLink(applicationId: string): string {
	const query = new URLSearchParams({ client_id: applicationId, integration_type: '1', scope: 'applications.commands' });
	return `https://discord.com/oauth2/authorize?${query}`;
}
