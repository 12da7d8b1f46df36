import { ApplicationIntegrationType, InteractionContextType } from 'discord.js';

interface Placeable {
	setContexts(...contexts: InteractionContextType[]): unknown;
	setIntegrationTypes(...types: ApplicationIntegrationType[]): unknown;
}

/** Where a command is offered: in servers that have the bot and in conversations with it; with USER_INSTALL wherever a person takes it. */
export function offerIn<Command extends Placeable>(command: Command, { userInstall }: { readonly userInstall: boolean }): Command {
	const { Guild, BotDM, PrivateChannel } = InteractionContextType;
	command.setContexts(...(userInstall ? [Guild, BotDM, PrivateChannel] : [Guild, BotDM]));
	const { GuildInstall, UserInstall } = ApplicationIntegrationType;
	command.setIntegrationTypes(...(userInstall ? [GuildInstall, UserInstall] : [GuildInstall]));
	return command;
}
