import { type ChatInputCommandDeniedPayload, Listener, type UserError } from '@sapphire/framework';
import { respond } from '#lib/discord/respond';
import { say } from '#lib/requests/words';

/** A precondition has said no. */
export class ChatInputCommandDeniedListener extends Listener {
	public run({ message }: UserError, { interaction }: ChatInputCommandDeniedPayload): Promise<void> {
		return respond(interaction, this.container.app, async () => say(message));
	}
}
