import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import { DeliveryPrecondition } from '#lib/delivery/DeliveryPrecondition';

const lookAgainMs = 60_000;

/**
 * This process can speak as the bot. What was asked for on Discord was asked of a bot: another process has its token, or will have it, and
 * nothing else is tried meanwhile.
 */
export class BotToken extends DeliveryPrecondition {
	public override check({ discord }: DeliveryAttempt): DeliveryPrecondition.Result {
		return discord.hasToken ? this.ok() : this.later('no-bot-token', 'DISCORD_TOKEN is not set', lookAgainMs);
	}
}
