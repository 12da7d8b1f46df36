import { Listener, type UserError } from '@sapphire/framework';
import type { ChatInputSubcommandDeniedPayload } from '@sapphire/plugin-subcommands';
import { respond } from '#lib/discord/respond';
import { say } from '#lib/requests/words';

/** A precondition has said no. */
export class ChatInputSubcommandDeniedListener extends Listener {
	public run({ message }: UserError, { interaction }: ChatInputSubcommandDeniedPayload): Promise<void> {
		return respond(interaction, this.container.app, async () => say(message));
	}
}
