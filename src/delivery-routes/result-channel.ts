import { Routes } from 'discord-api-types/v10';
import { ChannelMessageRoute } from '#lib/delivery/ChannelMessageRoute';
import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import type { DeliveryRoute } from '#lib/delivery/DeliveryRoute';
import { homeOf } from '#lib/delivery/homeOf';

/** A new message in the channel or thread where the server wants its results. */
export class ResultChannelRoute extends ChannelMessageRoute {
	public constructor(context: DeliveryRoute.LoaderContext) {
		super(context, { position: 15, audience: 'members', preconditions: ['BotToken'] });
	}

	public override accepts(attempt: DeliveryAttempt): boolean {
		return attempt.request.resultChannelId !== undefined && super.accepts(attempt);
	}

	public override target({ request }: DeliveryAttempt): string | undefined {
		return request.resultChannelId;
	}

	public override get reachesServers(): boolean {
		return true;
	}

	public override async server({ discord, request }: DeliveryAttempt): Promise<string | undefined> {
		const channel = await discord.asBot({ method: 'GET', path: Routes.channel(request.resultChannelId ?? '') });
		return homeOf(channel);
	}

	protected override channel({ request }: DeliveryAttempt): string | undefined {
		return request.resultChannelId;
	}
}
