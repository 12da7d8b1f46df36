import { Routes } from 'discord-api-types/v10';
import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import { DeliveryRoute } from '#lib/delivery/DeliveryRoute';
import { findOwnMessage } from '#lib/delivery/findOwnMessage';
import { mentionOf } from '#lib/delivery/mentionOf';
import { toWire } from '#lib/delivery/messages/MessageBody';
import { sentMessage } from '#lib/delivery/sentMessage';

/**
 * A new message with the interaction's token, for whoever waited longer. After `channel`, because Discord knows no nonce here: it is the
 * way where the bot itself cannot write, and for what nobody else may see.
 */
export class FollowUpRoute extends DeliveryRoute {
	public constructor(context: DeliveryRoute.LoaderContext) {
		super(context, { position: 30, audience: 'members', preconditions: ['TokenAlive'] });
	}

	public override audience({ request }: DeliveryAttempt): DeliveryRoute.Audience {
		return request.private ? 'requester' : 'members';
	}

	public override waitForRoom({ request: { applicationId = '', token = '' }, discord }: DeliveryAttempt): number {
		return discord.waitWithoutToken({ method: 'POST', path: Routes.webhook(applicationId, token) });
	}

	public override async send(attempt: DeliveryAttempt): Promise<DeliveryRoute.Result> {
		const { request, discord } = attempt;
		const mention = mentionOf(attempt);
		const message = await attempt.message({ ephemeral: request.private, ...(mention === undefined ? {} : { mention }) });
		const path = Routes.webhook(request.applicationId ?? '', request.token ?? '');
		return this.delivered(sentMessage(await discord.withoutToken({ method: 'POST', path, body: toWire(message) })));
	}

	/** What only one person sees cannot be looked for. */
	public override async find({ discord, delivery, request }: DeliveryAttempt): Promise<DeliveryRoute.Found> {
		const { channelId } = request;
		const { id: deliveryId, startedAt: since } = delivery;
		const readable = !request.private && request.context !== 'user-install' && discord.hasToken;
		if (!readable || channelId === undefined || since === undefined) return { found: 'unknowable' };
		return findOwnMessage(discord, { deliveryId, channelId, since, isConversation: request.context === 'dm' });
	}
}
