// POST /interactions/:interaction/:token/callback: the first answer.
import {
	type APIApplicationCommandOptionChoice,
	type APIModalInteractionResponseCallbackData,
	ApplicationCommandType,
	InteractionResponseType,
	InteractionType,
	MessageFlags,
	MessageType
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { EmulatedInteraction } from '../../model/EmulatedInteraction.js';
import { nobody } from '../../model/mentionsOf.js';
import { checkComponents } from '../../validation/checkComponents.js';
import { FormErrors, parseForm } from '../../validation/formErrors.js';
import { modalSchema } from '../../validation/modalSchema.js';
import { invalidForm } from '../ApiError.js';
import type { ApiRequest } from '../ApiRequest.js';
import { awaitingInteraction } from '../interactions.js';
import { composeContent } from '../messages/composeContent.js';
import { edit, publish } from '../messages/publish.js';
import type { Answer, Route } from '../Route.js';

export const interactionRoutes: readonly Route[] = [
	{ method: 'POST', path: '/interactions/:interaction/:token/callback', auth: 'token-in-path', bucket: 'none', handle: acknowledge }
];

const bodySchema = z.object({ type: z.number().int(), data: z.looseObject({ flags: z.number().int().nullish() }).nullish() });
type Data = z.infer<typeof bodySchema>['data'];
const choicesSchema = z.object({
	choices: z.array(z.object({ name: z.string().min(1).max(100), value: z.union([z.string().max(100), z.number()]) })).max(25)
});

function acknowledge(request: ApiRequest): Answer {
	const interaction = awaitingInteraction(request);
	const { type, data } = parseForm(bodySchema, request.body.json);
	const allowed = allowedAnswers(interaction);
	if (!allowed.includes(type)) {
		throw invalidForm({ type: { _errors: [{ code: 'BASE_TYPE_CHOICES', message: `Value must be one of (${allowed.join(', ')}).` }] } });
	}
	answer(interaction, type, data, request);
	interaction.acknowledgement = type;
	request.world.changed();
	if (request.query.get('with_response') !== 'true') return { status: 204 };
	return { status: 200, body: receipt(interaction, type) };
}

function allowedAnswers({ origin }: EmulatedInteraction): readonly InteractionResponseType[] {
	const messages = [InteractionResponseType.ChannelMessageWithSource, InteractionResponseType.DeferredChannelMessageWithSource];
	const updates = [InteractionResponseType.DeferredMessageUpdate, InteractionResponseType.UpdateMessage];
	switch (origin.type) {
		case InteractionType.ApplicationCommandAutocomplete:
			return [InteractionResponseType.ApplicationCommandAutocompleteResult];
		case InteractionType.MessageComponent:
			return [...messages, ...updates, InteractionResponseType.Modal];
		case InteractionType.ModalSubmit:
			return origin.source ? [...messages, ...updates] : messages;
		default:
			return [...messages, InteractionResponseType.Modal];
	}
}

function answer(interaction: EmulatedInteraction, type: InteractionResponseType, data: Data, request: ApiRequest): void {
	const { channel, source } = interaction.origin;
	const asked = ((data?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
	const ephemeral = asked || interaction.origin.forcedEphemeral;
	const read = { json: data ?? {}, files: request.body.files };
	switch (type) {
		case InteractionResponseType.ChannelMessageWithSource: {
			const { content } = composeContent(read, { channel, ephemeral, fileLimit: interaction.attachmentSizeLimit });
			interaction.original = publish(channel, responseOrigin(interaction, ephemeral), content);
			return;
		}
		case InteractionResponseType.DeferredChannelMessageWithSource: {
			const thinking = { content: '', embeds: [], components: [], attachments: [], flags: 0, mentions: nobody };
			interaction.original = publish(channel, { ...responseOrigin(interaction, ephemeral), loading: true }, thinking);
			return;
		}
		case InteractionResponseType.DeferredMessageUpdate:
			interaction.original = source;
			return;
		case InteractionResponseType.UpdateMessage:
			interaction.original = source;
			if (source && !source.deleted) {
				const { content } = composeContent(read, {
					channel,
					before: source.now,
					ephemeral: source.isEphemeral,
					fileLimit: interaction.attachmentSizeLimit
				});
				edit(source, content);
			}
			return;
		case InteractionResponseType.ApplicationCommandAutocompleteResult:
			interaction.choices = parseForm(choicesSchema, data ?? {}).choices as readonly APIApplicationCommandOptionChoice[];
			return;
		default: {
			const errors = new FormErrors();
			const modal = errors.check(modalSchema, data ?? {}, ['data']);
			if (modal) checkComponents(modal.components, 'modal', new Set(), errors);
			errors.throwIfAny();
			interaction.modal = data as unknown as APIModalInteractionResponseCallbackData;
		}
	}
}

/** Where an answer to an interaction comes from; follow-ups too. */
export function responseOrigin(interaction: EmulatedInteraction, ephemeral: boolean) {
	const { user, channel, type, command } = interaction.origin;
	const menu = command !== undefined && command.type !== ApplicationCommandType.ChatInput;
	const commandType = menu ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand;
	const messageType = type === InteractionType.ApplicationCommand ? commandType : MessageType.Default;
	return { author: channel.world.bot.toWire(), type: messageType, interaction, ephemeralFor: ephemeral ? user : undefined };
}

function receipt(interaction: EmulatedInteraction, type: InteractionResponseType): object {
	const { id, original, origin } = interaction;
	const message = original && !original.deleted ? original : undefined;
	const about = message
		? { response_message_id: message.id, response_message_loading: message.loading, response_message_ephemeral: message.isEphemeral }
		: {};
	const resource = { type, ...(message ? { message: message.toWire({ withContent: true }) } : {}) };
	return { interaction: { id, type: origin.type, ...about }, resource };
}
