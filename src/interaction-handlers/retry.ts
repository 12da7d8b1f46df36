import type { InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import type { CustomId } from '#lib/delivery/customId';
import { OurButton } from '#lib/discord/OurButton';
import { respond } from '#lib/discord/respond';

/** Tries a failed workflow again. */
export class RetryButton extends OurButton {
	public constructor(context: InteractionHandler.LoaderContext, options: InteractionHandler.Options) {
		super(context, options, 'retry');
	}

	protected override press(interaction: ButtonInteraction, { workflowId }: CustomId): Promise<void> {
		const { app } = this.container;
		return respond(interaction, app, (asker) => app.desk.retry(asker, workflowId));
	}
}
