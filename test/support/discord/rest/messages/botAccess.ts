// What the bot may reach with its own token: which refusal it gets for a channel that is gone, hidden, or read-only.
import type { EmulatedChannel } from '../../model/EmulatedChannel.js';
import type { EmulatedMessage } from '../../model/EmulatedMessage.js';
import type { Permission } from '../../model/Permission.js';
import {
	archivedThread,
	closedToMessages,
	missingAccess,
	missingPermissions,
	noMutualServers,
	unknownChannel,
	unknownMessage
} from '../ApiError.js';
import type { ApiRequest } from '../ApiRequest.js';

/** The channel in the path, if the bot may see it. */
export function visibleChannel(request: ApiRequest): EmulatedChannel {
	const channel = request.world.channels.get(request.path('channel'));
	if (!channel || channel.deleted) throw unknownChannel();
	if (!channel.allows(request.world.bot, 'ViewChannel')) throw missingAccess();
	return channel;
}

export function require(channel: EmulatedChannel, ...permissions: readonly Permission[]): void {
	if (!channel.allows(channel.world.bot, ...permissions)) throw missingPermissions();
}

/** Whether a new message may be sent there at all. */
export function requireSending(channel: EmulatedChannel): void {
	require(channel, channel.isThread ? 'SendMessagesInThreads' : 'SendMessages');
	if (channel.archived) throw archivedThread();
	const { recipient } = channel;
	if (!recipient) return;
	if (!recipient.sharesServerWithBot && !recipient.hasInstalledApp) throw noMutualServers();
	if (!recipient.directMessagesOpen || recipient.hasBlockedBot) throw closedToMessages();
}

/** The message in the path. Ephemeral ones are unknown here, to everybody and at any time. */
export function channelMessage(request: ApiRequest, channel: EmulatedChannel): EmulatedMessage {
	const message = channel.messages.get(request.path('message'));
	if (!message) throw unknownMessage();
	return message;
}
