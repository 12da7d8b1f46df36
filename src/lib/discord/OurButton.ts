import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { type ButtonAction, type CustomId, parseCustomId } from '#lib/delivery/customId';

/** A handler of some of our buttons. Anybody can forge what they say: what they name has to be looked up for the person who presses. */
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

	public abstract override run(interaction: ButtonInteraction, id: CustomId): Promise<void>;
}
