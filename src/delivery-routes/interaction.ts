import { Routes } from 'discord-api-types/v10';
import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import { DeliveryRoute } from '#lib/delivery/DeliveryRoute';
import { isOf } from '#lib/delivery/findOwnMessage';
import { toWire } from '#lib/delivery/messages/MessageBody';
import { parseMessage } from '#lib/delivery/parseMessage';
import { sentMessage } from '#lib/delivery/sentMessage';
import { interactionEdit } from '#lib/delivery/surfaceEdits';

/** The result takes the place of the progress, with the interaction's token. Doing it twice is doing it once. */
export class InteractionRoute extends DeliveryRoute {
	public constructor(context: DeliveryRoute.LoaderContext) {
		super(context, { position: 10, audience: 'members', preconditions: ['TokenAlive', 'EndsInPlace'], repeatable: true });
	}

	/** The first answer to what was asked in private is seen by nobody else. */
	public override audience({ request }: DeliveryAttempt): DeliveryRoute.Audience {
		return request.private ? 'requester' : 'members';
	}

	public override waitForRoom({ request, discord }: DeliveryAttempt): number {
		return discord.waitWithoutToken(interactionEdit(request));
	}

	public override async send(attempt: DeliveryAttempt): Promise<DeliveryRoute.Result> {
		const body = toWire(await attempt.message());
		const sent = await attempt.finishSurface(async () =>
			sentMessage(await attempt.discord.withoutToken({ ...interactionEdit(attempt.request), body }))
		);
		return sent === undefined ? this.later('surface-busy', 'another process is editing the message', 500) : this.delivered(sent);
	}

	/** What others can see, the bot token can read. */
	public override async find({ discord, delivery, request }: DeliveryAttempt): Promise<DeliveryRoute.Found> {
		const { messageChannelId: channelId, messageId } = request;
		if (request.private || !discord.hasToken || channelId === undefined || messageId === undefined) return { found: 'unknowable' };
		const message = parseMessage(await discord.asBot({ method: 'GET', path: Routes.channelMessage(channelId, messageId) }));
		return isOf(message, delivery.id) ? { found: 'message', channelId, messageId } : { found: 'absent' };
	}
}
