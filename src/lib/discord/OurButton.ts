import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { type ButtonAction, type CustomId, parseCustomId } from '#lib/delivery/customId';
import { say } from '#lib/requests/words';
import { askerOf } from './askerOf.js';
import { respond } from './respond.js';

/**
 * A handler of some of our buttons, which are for the same places as commands: handlers of interactions know no preconditions. Anybody can
 * forge what a button says: what it names has to be looked up for the person who presses.
 */
export abstract class OurButton extends InteractionHandler {
	readonly #actions: readonly ButtonAction[];

	public constructor(context: InteractionHandler.LoaderContext, options: InteractionHandler.Options, ...actions: readonly ButtonAction[]) {
		super(context, { ...options, interactionHandlerType: InteractionHandlerTypes.Button });
		this.#actions = actions;
	}

	public override parse(interaction: ButtonInteraction) {
		const id = parseCustomId(interaction.customId);
		return id && this.#actions.includes(id.action) ? this.some(id) : this.none();
	}

	public override async run(interaction: ButtonInteraction, id: CustomId): Promise<void> {
		const { app } = this.container;
		const refusal = await app.places.refuse(askerOf(interaction, app.settings.INTERACTION_LIFETIME_SECONDS));
		return refusal === undefined ? this.press(interaction, id) : respond(interaction, app, async () => say(refusal));
	}

	protected abstract press(interaction: ButtonInteraction, id: CustomId): Promise<void>;
}
