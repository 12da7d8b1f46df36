import { ChannelMessageRoute } from '#lib/delivery/ChannelMessageRoute';
import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import type { DeliveryRoute } from '#lib/delivery/DeliveryRoute';

/** A direct message to the requester. */
export class DirectMessageRoute extends ChannelMessageRoute {
	public constructor(context: DeliveryRoute.LoaderContext) {
		super(context, { position: 40, audience: 'requester', preconditions: ['BotToken'] });
	}

	public override accepts(attempt: DeliveryAttempt): boolean {
		return attempt.request.userId !== undefined && super.accepts(attempt);
	}

	/** The conversation may not be open yet: the person stands for it. */
	public override target({ request }: DeliveryAttempt): string | undefined {
		return request.userId;
	}

	public override waitForRoom({ request, discord }: DeliveryAttempt): number {
		return request.dmChannelId === undefined ? 0 : discord.waitAsBot({ method: 'POST', path: `/channels/${request.dmChannelId}/messages` });
	}

	protected override channel(attempt: DeliveryAttempt): Promise<string> {
		return attempt.directMessages();
	}

	protected override isConversation(): boolean {
		return true;
	}
}
