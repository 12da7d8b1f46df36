import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import { DeliveryPrecondition } from '#lib/delivery/DeliveryPrecondition';

/** There is a bot that can write by itself. */
export class BotToken extends DeliveryPrecondition {
	public override check({ discord }: DeliveryAttempt): DeliveryPrecondition.Result {
		return discord.hasToken ? this.ok() : this.gone('no-bot-token', 'DISCORD_TOKEN is not set');
	}
}
