// Starts an interaction: makes it, keeps it, sends it to the bot.
import { ApplicationIntegrationType, GatewayDispatchEvents, InteractionContextType } from 'discord-api-types/v10';
import type { EmulatedChannel } from '../model/EmulatedChannel.js';
import { EmulatedInteraction, type InteractionOrigin } from '../model/EmulatedInteraction.js';
import type { EmulatedUser } from '../model/EmulatedUser.js';

export interface InteractionSettings {
	/** Discord shows every answer to this member alone; so in servers that did not allow the user-installed app. */
	readonly forcedEphemeral?: boolean;
}

type Details = Pick<InteractionOrigin, 'type' | 'source' | 'openedBy' | 'command'>;

export function interact(
	user: EmulatedUser,
	channel: EmulatedChannel,
	details: Details,
	data: object,
	settings: InteractionSettings = {}
): EmulatedInteraction {
	const { world, server } = channel;
	if (channel.deleted || !channel.allows(user, 'ViewChannel')) throw new Error(`${user.username} cannot see ${channel.name}`);
	const owners = [
		...(!server || server.hasBot ? [ApplicationIntegrationType.GuildInstall] : []),
		...(user.hasInstalledApp ? [ApplicationIntegrationType.UserInstall] : [])
	];
	if (owners.length === 0) throw new Error(`the app is installed neither in ${server?.name} nor for ${user.username}`);
	const context = server ? InteractionContextType.Guild : InteractionContextType.BotDM;
	const origin = { ...details, user, channel, context, owners, forcedEphemeral: settings.forcedEphemeral ?? false };
	const interaction = new EmulatedInteraction(world.ids.next(), origin);
	world.interactions.set(interaction.id, interaction);
	// No server: interactions come for every installation, whether or not the bot is a member there.
	world.announce({ event: GatewayDispatchEvents.InteractionCreate, data: interaction.toWire(data) });
	return interaction;
}
