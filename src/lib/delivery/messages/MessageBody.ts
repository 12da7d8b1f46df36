import { type APIMessageTopLevelComponent, MessageFlags } from 'discord-api-types/v10';

/**
 * A message as discord.js takes it (`interaction.reply(body)`) and, through `toWire`, Discord's API. Components V2: text and buttons are
 * components, there is no content and there are no embeds. Nobody is mentioned but those in `allowedMentions`.
 */
export interface MessageBody {
	readonly flags: number;
	readonly components: APIMessageTopLevelComponent[];
	readonly allowedMentions: { readonly parse: []; readonly users: string[] };
}

export interface MessageOptions {
	/** Only the person who asked sees it. */
	readonly ephemeral?: boolean;
	/** The one person who is mentioned. */
	readonly mention?: string;
}

export function messageBody(components: APIMessageTopLevelComponent[], { ephemeral, mention }: MessageOptions = {}): MessageBody {
	return {
		flags: MessageFlags.IsComponentsV2 | (ephemeral ? MessageFlags.Ephemeral : 0),
		components,
		allowedMentions: { parse: [], users: mention === undefined ? [] : [mention] }
	};
}

/** As Discord's API spells it. */
export function toWire({ flags, components, allowedMentions }: MessageBody): object {
	return { flags, components, allowed_mentions: allowedMentions };
}
