// /channels/:channel/messages: what the bot writes and reads with its own token.
import { MessageType } from 'discord-api-types/v10';
import type { EmulatedChannel } from '../../model/EmulatedChannel.js';
import type { EmulatedMessage } from '../../model/EmulatedMessage.js';
import { invalidForm, missingPermissions, notTheAuthor, unknownMessage } from '../ApiError.js';
import type { ApiRequest } from '../ApiRequest.js';
import { channelMessage, require, requireSending, visibleChannel } from '../messages/botAccess.js';
import { composeContent } from '../messages/composeContent.js';
import { admitEdit } from '../messages/oldMessageEdits.js';
import { edit, publish, remove } from '../messages/publish.js';
import { messageWithNonce } from '../messages/withNonce.js';
import type { Answer, Route } from '../Route.js';

export const messageRoutes: readonly Route[] = [
	{ method: 'POST', path: '/channels/:channel/messages', auth: 'bot', bucket: 'message-create', handle: create },
	{ method: 'GET', path: '/channels/:channel/messages', auth: 'bot', bucket: 'message-read', handle: list },
	{ method: 'GET', path: '/channels/:channel/messages/:message', auth: 'bot', bucket: 'message-read', handle: get },
	{ method: 'PATCH', path: '/channels/:channel/messages/:message', auth: 'bot', bucket: 'message-edit', handle: change },
	{ method: 'DELETE', path: '/channels/:channel/messages/:message', auth: 'bot', bucket: 'message-delete', handle: discard },
	{ method: 'POST', path: '/channels/:channel/typing', auth: 'bot', bucket: 'other', handle: type }
];

const show = (message: EmulatedMessage): Answer => ({ status: 200, body: asBot(message) });

/** What the REST API shows the bot: the portal's switch for message content counts, not the connection's intents. */
function asBot(message: EmulatedMessage): object {
	return message.toWire({ withContent: message.channel.world.options.privilegedIntents.includes('MessageContent') });
}

function create(request: ApiRequest): Answer {
	const { world } = request;
	const channel = visibleChannel(request);
	requireSending(channel);
	const mayMentionAll = channel.allows(world.bot, 'MentionEveryone');
	const { body, content } = composeContent(request.body, { channel, mayMentionAll });
	requireRichness(channel, request, content.embeds.length > 0);
	if (body.enforce_nonce === true && body.nonce !== undefined && body.nonce !== null) {
		const existing = messageWithNonce(world, body.nonce);
		if (existing) return show(existing);
	}
	const { message_reference: reference } = body;
	const replyTo = reference ? channel.messages.get(reference.message_id) : undefined;
	if (reference && !replyTo && reference.fail_if_not_exists !== false) {
		throw invalidForm({ message_reference: { _errors: [{ code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' }] } });
	}
	const origin = {
		author: world.bot.toWire(),
		nonce: body.nonce ?? undefined,
		replyTo,
		type: replyTo ? MessageType.Reply : MessageType.Default
	};
	return show(publish(channel, origin, content));
}

function list(request: ApiRequest): Answer {
	const channel = visibleChannel(request);
	const limit = request.limit(50);
	// Not an error: without the permission a channel simply looks empty.
	if (!channel.allows(request.world.bot, 'ReadMessageHistory')) return { status: 200, body: [] };
	const all = [...channel.messages.values()];
	const [before, after, around] = ['before', 'after', 'around'].map((name) => request.query.get(name));
	const olderFirst = all.filter(({ id }) => (!before || BigInt(id) < BigInt(before)) && (!after || BigInt(id) > BigInt(after)));
	const middle = around ? all.findIndex(({ id }) => BigInt(id) >= BigInt(around)) : -1;
	const from = around ? Math.max(0, (middle < 0 ? all.length : middle) - Math.floor(limit / 2)) : 0;
	const picked = around ? all.slice(from, from + limit) : after ? olderFirst.slice(0, limit) : olderFirst.slice(-limit);
	return { status: 200, body: picked.reverse().map(asBot) };
}

function get(request: ApiRequest): Answer {
	const channel = visibleChannel(request);
	require(channel, 'ReadMessageHistory');
	return show(channelMessage(request, channel));
}

function change(request: ApiRequest): Answer {
	const channel = visibleChannel(request);
	const message = editable(request, channel);
	const { content } = composeContent(request.body, { channel, before: message.now });
	requireRichness(channel, request, false);
	admitEdit(message);
	edit(message, content);
	return show(message);
}

/** A deferral that nothing was ever written into is not there for the bot token: 10008, like an ephemeral message. */
function editable(request: ApiRequest, channel: EmulatedChannel): EmulatedMessage {
	const message = channelMessage(request, channel);
	if (message.origin.author.id !== request.world.bot.id) throw notTheAuthor();
	if (message.loading) throw unknownMessage();
	return message;
}

function discard(request: ApiRequest): Answer {
	const channel = visibleChannel(request);
	const message = channelMessage(request, channel);
	const own = message.origin.author.id === request.world.bot.id;
	if (!own && !(channel.server && channel.allows(request.world.bot, 'ManageMessages'))) throw missingPermissions();
	remove(message);
	return { status: 204 };
}

function type(request: ApiRequest): Answer {
	requireSending(visibleChannel(request));
	return { status: 204 };
}

function requireRichness(channel: EmulatedChannel, request: ApiRequest, embeds: boolean): void {
	if (embeds) require(channel, 'EmbedLinks');
	if (request.body.files.size > 0) require(channel, 'AttachFiles');
}
