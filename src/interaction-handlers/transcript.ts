import type { InteractionHandler } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import type { CustomId } from '#lib/delivery/customId';
import { OurButton } from '#lib/discord/OurButton';
import { respondWithFiles } from '#lib/discord/respond';

/** Hands out the words of the source, as soon as they exist. */
export class TranscriptButton extends OurButton {
	public constructor(context: InteractionHandler.LoaderContext, options: InteractionHandler.Options) {
		super(context, options, 'transcript');
	}

	protected override press(interaction: ButtonInteraction, { workflowId }: CustomId): Promise<void> {
		const { app } = this.container;
		return respondWithFiles(interaction, app, (asker) => app.desk.files(asker, workflowId, 'transcript'));
	}
}
