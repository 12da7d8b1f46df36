import type { ApplicationCommand, ApplicationCommandManager, Collection } from 'discord.js';

type Definition = Parameters<ApplicationCommand['equals']>[0];

/**
 * Makes `set` look before it writes: commands that are registered as they should be are left alone. Discord allows 200 new commands a day,
 * and a bot may start often.
 */
export function writeOnlyChanges(commands: Pick<ApplicationCommandManager, 'set' | 'fetch'>): void {
	const overwrite = commands.set.bind(commands) as Overwrite;
	const set: Overwrite = async (definitions, guildId) => {
		const registered = await commands.fetch({ withLocalizations: true, ...(guildId === undefined ? {} : { guildId }) });
		return areSame(registered, definitions) ? registered : overwrite(definitions, guildId);
	};
	// discord.js declares one overload with a server and one without.
	commands.set = set as ApplicationCommandManager['set'];
}

type Overwrite = (definitions: readonly Definition[], guildId?: string) => Promise<Collection<string, ApplicationCommand>>;

function areSame(registered: Collection<string, ApplicationCommand>, definitions: readonly Definition[]): boolean {
	if (registered.size !== definitions.length) return false;
	// What a builder leaves undefined is as good as left out; discord.js compares it with Discord's default.
	const sent: readonly Definition[] = JSON.parse(JSON.stringify(definitions));
	return sent.every((definition) => registered.some((command) => command.equals(definition, true)));
}
