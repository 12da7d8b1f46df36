// Puts messages into the world: new, edited, deleted; whoever should hear of it does.
import { ChannelType, GatewayDispatchEvents, MessageFlags } from 'discord-api-types/v10';
import type { EmulatedChannel } from '../../model/EmulatedChannel.js';
import { EmulatedMessage, type MessageContent, type MessageOrigin } from '../../model/EmulatedMessage.js';
import { peopleIn } from '../../model/mentionsOf.js';

export function publish(channel: EmulatedChannel, origin: MessageOrigin, content: MessageContent): EmulatedMessage {
	const message = new EmulatedMessage(channel, channel.world.ids.next(), origin, content);
	if (origin.ephemeralFor) {
		origin.ephemeralFor.ephemerals.add(message);
		channel.world.changed();
		return message;
	}
	channel.messages.set(message.id, message);
	ring(message);
	announce(GatewayDispatchEvents.MessageCreate, message);
	return message;
}

export function edit(message: EmulatedMessage, content: MessageContent): void {
	message.edit(content);
	announce(GatewayDispatchEvents.MessageUpdate, message);
}

export function remove(message: EmulatedMessage): void {
	message.deleted = true;
	const { channel } = message;
	channel.messages.delete(message.id);
	message.origin.ephemeralFor?.ephemerals.delete(message);
	if (message.isEphemeral) {
		channel.world.changed();
		return;
	}
	const data = { id: message.id, channel_id: channel.id, ...(channel.server ? { guild_id: channel.server.id } : {}) };
	channel.world.announce({ event: GatewayDispatchEvents.MessageDelete, data, server: channel.server });
}

/** In a conversation every new message rings; in a server those it mentions. A deferral rings nobody, nor what fills it. */
function ring(message: EmulatedMessage): void {
	const { channel, now, origin } = message;
	if (message.loading || (now.flags & MessageFlags.SuppressNotifications) !== 0) return;
	const inConversation = channel.type === ChannelType.DM && channel.recipient && !origin.interaction ? [channel.recipient] : [];
	for (const person of new Set([...inConversation, ...peopleIn(now.mentions, channel)])) {
		if (person.id === origin.author.id) continue;
		message.rang.push(person);
		person.notifications.push(message);
	}
}

function announce(event: string, message: EmulatedMessage): void {
	const { server, world } = message.channel;
	if (message.isEphemeral) world.changed();
	else world.announce({ event, data: { ...(server ? { guild_id: server.id } : {}) }, server, message });
}
