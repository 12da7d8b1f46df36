import { type ContextMenuCommandDeniedPayload, Listener, type UserError } from '@sapphire/framework';
import { respond } from '#lib/discord/respond';
import { say } from '#lib/requests/words';

/** A precondition has said no. */
export class ContextMenuCommandDeniedListener extends Listener {
	public run({ message }: UserError, { interaction }: ContextMenuCommandDeniedPayload): Promise<void> {
		return respond(interaction, this.container.app, async () => say(message));
	}
}
