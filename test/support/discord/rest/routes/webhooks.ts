// /webhooks/:webhook/:token: channel webhooks, and interactions after their first answer, which use the same addresses.
import { MessageFlags, MessageType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { EmulatedMessage } from '../../model/EmulatedMessage.js';
import type { EmulatedWebhook } from '../../model/EmulatedWebhook.js';
import { parseForm } from '../../validation/formErrors.js';
import { invalidForm, invalidWebhookToken, missingPermissions, unknownChannel, unknownMessage, unknownWebhook } from '../ApiError.js';
import type { ApiRequest } from '../ApiRequest.js';
import { admitFollowUp, answeredInteraction, ownMessage } from '../interactions.js';
import { require, visibleChannel } from '../messages/botAccess.js';
import { composeContent } from '../messages/composeContent.js';
import { admitEdit } from '../messages/oldMessageEdits.js';
import { edit, publish, remove } from '../messages/publish.js';
import type { Answer, Route } from '../Route.js';
import { responseOrigin } from './interactionCallback.js';

const message = '/webhooks/:webhook/:token/messages/:message';

export const webhookRoutes: readonly Route[] = [
	{ method: 'POST', path: '/webhooks/:webhook/:token', auth: 'token-in-path', bucket: 'webhook-post', handle: post },
	{ method: 'GET', path: message, auth: 'token-in-path', bucket: 'webhook-message', handle: (request) => show(find(request)) },
	{ method: 'PATCH', path: message, auth: 'token-in-path', bucket: 'webhook-message', handle: change },
	{ method: 'DELETE', path: message, auth: 'token-in-path', bucket: 'webhook-message', handle: discard },
	{
		method: 'GET',
		path: '/webhooks/:webhook/:token',
		auth: 'token-in-path',
		bucket: 'other',
		handle: (request) => describe(channelWebhook(request))
	},
	{ method: 'GET', path: '/webhooks/:webhook', auth: 'bot', bucket: 'other', handle: (request) => describe(managedWebhook(request)) },
	{ method: 'DELETE', path: '/webhooks/:webhook', auth: 'bot', bucket: 'other', handle: removeWebhook },
	{ method: 'GET', path: '/channels/:channel/webhooks', auth: 'bot', bucket: 'other', handle: listWebhooks },
	{ method: 'POST', path: '/channels/:channel/webhooks', auth: 'bot', bucket: 'other', handle: createWebhook }
];

const show = (found: EmulatedMessage): Answer => ({ status: 200, body: found.toWire({ withContent: true }) });
const describe = (webhook: EmulatedWebhook): Answer => ({ status: 200, body: webhook.toWire() });
const isInteraction = (request: ApiRequest) => request.path('webhook') === request.world.bot.id;

function channelWebhook(request: ApiRequest): EmulatedWebhook {
	const webhook = request.world.webhooks.get(request.path('webhook'));
	if (!webhook) throw unknownWebhook();
	if (!webhook.opensWith(request.path('token'))) throw invalidWebhookToken();
	return webhook;
}

function post(request: ApiRequest): Answer {
	return isInteraction(request) ? followUp(request) : execute(request);
}

function followUp(request: ApiRequest): Answer {
	const interaction = answeredInteraction(request);
	const { channel, forcedEphemeral } = interaction.origin;
	const deferral = interaction.original;
	if (deferral?.loading) {
		// The first follow-up after a deferral fills it, and cannot change who sees it. A deleted deferral cannot be filled: 10008.
		if (deferral.deleted) throw unknownMessage();
		const { content } = composeContent(request.body, {
			channel,
			ephemeral: deferral.isEphemeral,
			fileLimit: interaction.attachmentSizeLimit
		});
		edit(deferral, content);
		return show(deferral);
	}
	admitFollowUp(interaction);
	const asked = (request.body.json as { flags?: number } | undefined)?.flags ?? 0;
	const ephemeral = forcedEphemeral || (asked & MessageFlags.Ephemeral) !== 0;
	const { content } = composeContent(request.body, { channel, ephemeral, fileLimit: interaction.attachmentSizeLimit });
	const sent = publish(
		channel,
		{ ...responseOrigin(interaction, ephemeral), type: MessageType.Reply, replyTo: interaction.original },
		content
	);
	interaction.followUps.push(sent);
	return show(sent);
}

function execute(request: ApiRequest): Answer {
	const webhook = channelWebhook(request);
	const channel = targetOf(webhook, request);
	const withComponents = webhook.applicationId !== null || request.query.get('with_components') === 'true';
	const json = (request.body.json ?? {}) as { components?: unknown; username?: unknown };
	// A foreign webhook's components are dropped without a word unless they are asked for.
	const { components: _dropped, ...plain } = json;
	const read = withComponents ? request.body : { ...request.body, json: plain };
	const { content } = composeContent(read, { channel, interactive: webhook.applicationId !== null, mayMentionAll: true });
	const name = typeof json.username === 'string' ? json.username : undefined;
	const sent = publish(channel, { author: webhook.author(name), webhookId: webhook.id }, content);
	return request.query.get('wait') === 'true' ? show(sent) : { status: 204 };
}

/** The webhook's channel, or a thread in it. */
function targetOf(webhook: EmulatedWebhook, request: ApiRequest) {
	const threadId = request.query.get('thread_id');
	if (threadId === null) return webhook.channel;
	const thread = request.world.channels.get(threadId);
	if (!thread || thread.deleted || thread.parent !== webhook.channel) throw unknownChannel();
	return thread;
}

function find(request: ApiRequest): EmulatedMessage {
	if (isInteraction(request)) return ownMessage(answeredInteraction(request), request.path('message'));
	const webhook = channelWebhook(request);
	const found = targetOf(webhook, request).messages.get(request.path('message'));
	if (!found || found.origin.webhookId !== webhook.id) throw unknownMessage();
	return found;
}

function change(request: ApiRequest): Answer {
	const found = find(request);
	const { channel, origin } = found;
	const fileLimit = isInteraction(request) ? answeredInteraction(request).attachmentSizeLimit : undefined;
	const limits = {
		...(fileLimit === undefined ? {} : { fileLimit }),
		interactive: isInteraction(request) || channelWebhook(request).applicationId !== null
	};
	const { content } = composeContent(request.body, { channel, before: found.now, ephemeral: origin.ephemeralFor !== undefined, ...limits });
	admitEdit(found);
	edit(found, content);
	return show(found);
}

function discard(request: ApiRequest): Answer {
	remove(find(request));
	return { status: 204 };
}

function managedWebhook(request: ApiRequest): EmulatedWebhook {
	const webhook = request.world.webhooks.get(request.path('webhook'));
	if (!webhook) throw unknownWebhook();
	if (!webhook.channel.allows(request.world.bot, 'ManageWebhooks')) throw missingPermissions();
	return webhook;
}

function removeWebhook(request: ApiRequest): Answer {
	request.world.webhooks.delete(managedWebhook(request).id);
	return { status: 204 };
}

function listWebhooks(request: ApiRequest): Answer {
	const channel = visibleChannel(request);
	require(channel, 'ManageWebhooks');
	return {
		status: 200,
		body: [...request.world.webhooks.values()].filter((webhook) => webhook.channel === channel).map((webhook) => webhook.toWire())
	};
}

function createWebhook(request: ApiRequest): Answer {
	const channel = visibleChannel(request);
	require(channel, 'ManageWebhooks');
	const { name } = parseForm(z.object({ name: z.string().min(1).max(80) }), request.body.json);
	if (/discord|clyde/i.test(name)) {
		throw invalidForm({
			name: { _errors: [{ code: 'USERNAME_INVALID_CONTAINS', message: 'Username cannot contain "discord" or "clyde"' }] }
		});
	}
	return describe(channel.createWebhook(name, request.world.bot.id));
}
