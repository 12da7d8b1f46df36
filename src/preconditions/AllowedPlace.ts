import { Precondition } from '@sapphire/framework';
import type { BaseInteraction } from 'discord.js';
import { askerOf } from '#lib/discord/askerOf';

/** Commands are only for the places that the operator allows (ALLOWED_SERVERS, USER_INSTALL). */
export class AllowedPlacePrecondition extends Precondition {
	public override chatInputRun(interaction: BaseInteraction): Precondition.AsyncResult {
		return this.#check(interaction);
	}

	public override contextMenuRun(interaction: BaseInteraction): Precondition.AsyncResult {
		return this.#check(interaction);
	}

	async #check(interaction: BaseInteraction): Precondition.AsyncResult {
		const { app } = this.container;
		const refusal = await app.places.refuse(askerOf(interaction, app.settings.INTERACTION_LIFETIME_SECONDS));
		return refusal === undefined ? this.ok() : this.error({ message: refusal });
	}
}

declare module '@sapphire/framework' {
	interface Preconditions {
		AllowedPlace: never;
	}
}
