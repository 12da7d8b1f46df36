import { ChannelMessageRoute } from '#lib/delivery/ChannelMessageRoute';
import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import type { DeliveryRoute } from '#lib/delivery/DeliveryRoute';

/** A new message in the channel, thread or conversation that the workflow was asked for in. */
export class ChannelRoute extends ChannelMessageRoute {
	public constructor(context: DeliveryRoute.LoaderContext) {
		super(context, { position: 20, audience: 'members', preconditions: ['BotToken'] });
	}

	public override audience(attempt: DeliveryAttempt): DeliveryRoute.Audience {
		return this.isConversation(attempt) ? 'requester' : 'members';
	}

	/** Where only the member has installed the app, the bot is not in the channel. */
	public override accepts(attempt: DeliveryAttempt): boolean {
		const { context } = attempt.request;
		return (context === 'server' || context === 'dm') && super.accepts(attempt);
	}

	public override target({ request }: DeliveryAttempt): string | undefined {
		return request.channelId;
	}

	protected override channel({ request }: DeliveryAttempt): string | undefined {
		return request.channelId;
	}

	protected override isConversation({ request }: DeliveryAttempt): boolean {
		return request.context === 'dm';
	}
}
