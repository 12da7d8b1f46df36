import { type APIMessage, Routes } from 'discord-api-types/v10';
import { parseCustomId } from './customId.js';
import type { DeliveryRoute } from './DeliveryRoute.js';
import type { DiscordRest } from './DiscordRest.js';
import { markerOf } from './messages/markerOf.js';

const pageLength = 100;
const mostPages = 10;
/** Clocks differ: what was sent "before" it was sent is looked at, too. Milliseconds. */
const clockToleranceMs = 120_000;
/** Discord's ids count milliseconds from here. */
const discordEpoch = 1_420_070_400_000;

export interface WantedMessage {
	readonly deliveryId: string;
	readonly channelId: string;
	/** When it was first sent. Milliseconds since 1970. */
	readonly since: number;
	/** A conversation: the bot can always read there. */
	readonly isConversation?: boolean;
	/** How it is told. Default: by what is in it, which the bot is shown of its own messages only. */
	readonly matches?: (message: APIMessage) => boolean | Promise<boolean>;
}

/**
 * Looks in a channel for the message of a delivery: by the delivery's id in its buttons, or its marker. That it is not there is proven only
 * where the bot can read at all: without Read Message History, Discord shows every channel as empty.
 */
export async function findOwnMessage(discord: DiscordRest, wanted: WantedMessage): Promise<DeliveryRoute.Found> {
	const { matches = (message) => isOf(message, wanted.deliveryId) } = wanted;
	let after = snowflakeAt(wanted.since - clockToleranceMs);
	let seen = 0;
	for (let page = 0; page < mostPages; page++) {
		const messages = await list(discord, wanted.channelId, { limit: String(pageLength), after });
		for (const message of messages) {
			if (await matches(message)) return { found: 'message', channelId: wanted.channelId, messageId: message.id };
		}
		seen += messages.length;
		if (messages.length < pageLength) {
			const canRead = seen > 0 || wanted.isConversation || (await list(discord, wanted.channelId, { limit: '1' })).length > 0;
			return { found: canRead ? 'absent' : 'unknowable' };
		}
		after = latest(messages);
	}
	return { found: 'unknowable' };
}

/** Whether a message is the one of a delivery. */
export function isOf({ components = [] }: { readonly components?: readonly object[] }, deliveryId: string): boolean {
	const marker = markerOf(deliveryId);
	return components.some((component) => names(component, deliveryId, marker));
}

function names(component: object, deliveryId: string, marker: number): boolean {
	if ('id' in component && component.id === marker) return true;
	if ('custom_id' in component && typeof component.custom_id === 'string') {
		return parseCustomId(component.custom_id)?.deliveryId === deliveryId;
	}
	return (
		'components' in component &&
		Array.isArray(component.components) &&
		component.components.some((inner) => names(inner, deliveryId, marker))
	);
}

async function list(discord: DiscordRest, channelId: string, query: Readonly<Record<string, string>>): Promise<readonly APIMessage[]> {
	const answer = await discord.asBot({ method: 'GET', path: Routes.channelMessages(channelId), query });
	if (!Array.isArray(answer)) throw new Error('the answer is no list of messages');
	return answer;
}

function snowflakeAt(ms: number): string {
	return String(BigInt(Math.max(0, Math.floor(ms) - discordEpoch)) << 22n);
}

function latest(messages: readonly APIMessage[]): string {
	return messages
		.map(({ id }) => BigInt(id))
		.reduce((one, other) => (one > other ? one : other), 0n)
		.toString();
}
