import { ApplicationIntegrationType, type BaseInteraction, InteractionContextType, PermissionFlagsBits } from 'discord.js';
import type { Asker } from '#lib/requests/Asker';

/** What matters of an interaction. `lifetimeSeconds`: how long Discord lets it be answered. */
export function askerOf(interaction: BaseInteraction, lifetimeSeconds: number): Asker {
	const context = contextOf(interaction);
	const { guildId, channelId } = interaction;
	return {
		interactionId: interaction.id,
		applicationId: interaction.applicationId,
		token: interaction.token,
		// By our own clock, which need not agree with Discord's: an interaction that is too old is refused by its first answer.
		tokenExpiresAt: Date.now() + lifetimeSeconds * 1000,
		userId: interaction.user.id,
		...(context === 'server' && guildId !== null ? { serverId: guildId } : {}),
		...(channelId === null ? {} : { channelId }),
		context,
		locale: interaction.locale,
		attachmentSizeLimit: interaction.attachmentSizeLimit,
		managesServer: context === 'server' && (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false)
	};
}

/** `server`: the bot is a member there. Elsewhere it may only answer. */
function contextOf({ context, authorizingIntegrationOwners }: BaseInteraction): Asker['context'] {
	if (context === InteractionContextType.BotDM) return 'dm';
	const installed = authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall] !== undefined;
	return context === InteractionContextType.Guild && installed ? 'server' : 'user-install';
}
