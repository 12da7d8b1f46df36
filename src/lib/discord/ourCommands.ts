import { ContextMenuCommandBuilder, SlashCommandBuilder } from 'discord.js';
import { describeAnalyse } from './analyseCommand.js';
import { describeAutointel } from './autointelCommand.js';
import { type CommandPart, commandPart } from './CommandPart.js';
import { offerIn } from './commandPlaces.js';

/** The commands of the bot as its pieces register them: for whoever compares them with those that Discord has. */
export function ourCommands(options: { readonly userInstall: boolean }): readonly CommandPart[] {
	const builders = [describeAnalyse(new ContextMenuCommandBuilder()), describeAutointel(new SlashCommandBuilder())];
	return builders.map((builder) => commandPart.parse(offerIn(builder, options).toJSON()));
}
