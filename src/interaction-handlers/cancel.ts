import type { InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import type { CustomId } from '#lib/delivery/customId';
import { OurButton } from '#lib/discord/OurButton';
import { respond } from '#lib/discord/respond';

/** Ends a workflow. */
export class CancelButton extends OurButton {
	public constructor(context: InteractionHandler.LoaderContext, options: InteractionHandler.Options) {
		super(context, options, 'cancel');
	}

	protected override press(interaction: ButtonInteraction, { workflowId }: CustomId): Promise<void> {
		const { app } = this.container;
		return respond(interaction, app, (asker) => app.desk.cancel(asker, workflowId));
	}
}
