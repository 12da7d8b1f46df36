import { ApplicationCommandType, type ContextMenuCommandBuilder } from 'discord.js';

export const analyseLabel = 'Analyse';

/** The menu of a message: Apps, Analyse. */
export function describeAnalyse(command: ContextMenuCommandBuilder): ContextMenuCommandBuilder {
	return command.setName(analyseLabel).setType(ApplicationCommandType.Message);
}
