// The rules of an interaction's token: when it may answer first, when it may follow up, and how it dies.
import { ApplicationIntegrationType, InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import type { EmulatedInteraction } from '../model/EmulatedInteraction.js';
import type { EmulatedMessage } from '../model/EmulatedMessage.js';
import {
	alreadyAcknowledged,
	invalidWebhookToken,
	tooManyFollowUps,
	unknownChannel,
	unknownInteraction,
	unknownMessage,
	unknownWebhook
} from './ApiError.js';
import type { ApiRequest } from './ApiRequest.js';

/** The interaction a first answer is for. */
export function awaitingInteraction(request: ApiRequest): EmulatedInteraction {
	const interaction = request.world.interactions.get(request.path('interaction'));
	if (!interaction?.opensWith(request.path('token'))) throw unknownInteraction();
	if (interaction.acknowledgement !== undefined) throw alreadyAcknowledged();
	if (interaction.failed) throw unknownInteraction();
	return interaction;
}

/** The interaction whose token stands where a webhook's would, if it still opens anything. */
export function answeredInteraction(request: ApiRequest): EmulatedInteraction {
	const interaction = request.world.interactionWith(request.path('token'));
	if (!interaction) throw invalidWebhookToken();
	const { acknowledgement, origin } = interaction;
	const answered = acknowledgement !== undefined && acknowledgement !== InteractionResponseType.Modal;
	if (!answered || origin.type === InteractionType.ApplicationCommandAutocomplete) throw unknownWebhook();
	if (interaction.expired) throw request.world.options.expiredToken === 'invalid-token' ? invalidWebhookToken() : unknownWebhook();
	if (origin.channel.deleted) throw unknownChannel();
	const throughServer = !origin.owners.includes(ApplicationIntegrationType.UserInstall);
	if (throughServer && origin.channel.server && !origin.channel.server.hasBot) throw unknownWebhook();
	return interaction;
}

/** `@original` or one of the follow-ups. */
export function ownMessage(interaction: EmulatedInteraction, id: string): EmulatedMessage {
	const known = [interaction.original, ...interaction.followUps];
	const message = id === '@original' ? interaction.original : known.find((candidate) => candidate?.id === id);
	if (!message || message.deleted) throw unknownMessage();
	return message;
}

/** Where the app is installed for a user only, five follow-ups are all there are. */
export function admitFollowUp(interaction: EmulatedInteraction): void {
	const { owners } = interaction.origin;
	const userOnly = owners.includes(ApplicationIntegrationType.UserInstall) && !owners.includes(ApplicationIntegrationType.GuildInstall);
	if (userOnly && interaction.followUps.length >= 5) throw tooManyFollowUps();
}
