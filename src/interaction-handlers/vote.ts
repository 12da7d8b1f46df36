import type { InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import type { CustomId } from '#lib/delivery/customId';
import { OurButton } from '#lib/discord/OurButton';
import { respond } from '#lib/discord/respond';

/** Notes what a member thinks of a result. */
export class VoteButton extends OurButton {
	public constructor(context: InteractionHandler.LoaderContext, options: InteractionHandler.Options) {
		super(context, options, 'vote-up', 'vote-down');
	}

	protected override press(interaction: ButtonInteraction, { action, workflowId }: CustomId): Promise<void> {
		const { app } = this.container;
		return respond(interaction, app, (asker) => app.desk.vote(asker, workflowId, action === 'vote-up' ? 'up' : 'down'));
	}
}
