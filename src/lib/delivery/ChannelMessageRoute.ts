import { Routes } from 'discord-api-types/v10';
import type { DeliveryAttempt } from './DeliveryAttempt.js';
import { DeliveryRoute } from './DeliveryRoute.js';
import { findOwnMessage } from './findOwnMessage.js';
import { mentionOf } from './mentionOf.js';
import { toWire } from './messages/MessageBody.js';
import { nonceOf } from './nonceOf.js';
import { sentMessage } from './sentMessage.js';

/**
 * A new message of the bot in a channel or a conversation. Discord tells repeats by the nonce for a few minutes; after that the message can
 * be looked for.
 */
export abstract class ChannelMessageRoute extends DeliveryRoute {
	/** The channel; `undefined`: there is none for this delivery. */
	protected abstract channel(attempt: DeliveryAttempt): Promise<string | undefined> | string | undefined;

	/** Nobody else reads there: what is new is noticed anyway, and the bot can always read. */
	protected isConversation(_attempt: DeliveryAttempt): boolean {
		return false;
	}

	public override usesNonce(): boolean {
		return true;
	}

	public override waitForRoom(attempt: DeliveryAttempt): number {
		const target = this.target(attempt);
		return target === undefined ? 0 : attempt.discord.waitAsBot({ method: 'POST', path: Routes.channelMessages(target) });
	}

	public override async send(attempt: DeliveryAttempt): Promise<DeliveryRoute.Result> {
		const channelId = await this.channel(attempt);
		const target = this.target(attempt);
		if (channelId === undefined || target === undefined) return this.gone('no-channel', 'there is no channel for it');
		const mention = this.isConversation(attempt) ? undefined : mentionOf(attempt);
		const message = await attempt.message(mention === undefined ? {} : { mention });
		const nonce = nonceOf(attempt.delivery.id, this.name, target);
		const body = { ...toWire(message), nonce, enforce_nonce: true };
		const answer = await attempt.discord.asBot({ method: 'POST', path: Routes.channelMessages(channelId), body });
		return this.delivered(sentMessage(answer));
	}

	public override async find(attempt: DeliveryAttempt): Promise<DeliveryRoute.Found> {
		const channelId = await this.channel(attempt);
		const { id: deliveryId, startedAt: since } = attempt.delivery;
		if (channelId === undefined || since === undefined) return { found: 'unknowable' };
		return findOwnMessage(attempt.discord, { deliveryId, channelId, since, isConversation: this.isConversation(attempt) });
	}
}
