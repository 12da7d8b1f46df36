import { Routes } from 'discord-api-types/v10';
import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import { DeliveryRoute } from '#lib/delivery/DeliveryRoute';
import { findOwnMessage, isOf } from '#lib/delivery/findOwnMessage';
import { homeOf } from '#lib/delivery/homeOf';
import { mentionOf } from '#lib/delivery/mentionOf';
import { toWire } from '#lib/delivery/messages/MessageBody';
import { parseMessage } from '#lib/delivery/parseMessage';
import { sentMessage } from '#lib/delivery/sentMessage';

/** The operator's channel webhook: for what nobody asked for on Discord, and the last way for what was asked for in its own server. */
export class WebhookRoute extends DeliveryRoute {
	public constructor(context: DeliveryRoute.LoaderContext) {
		super(context, { position: 50, audience: 'members' });
	}

	public override accepts(attempt: DeliveryAttempt): boolean {
		return attempt.webhook !== undefined && super.accepts(attempt);
	}

	public override target({ webhook }: DeliveryAttempt): string | undefined {
		return webhook?.id;
	}

	public override waitForRoom({ webhook, discord }: DeliveryAttempt): number {
		return webhook === undefined ? 0 : discord.waitWithoutToken({ method: 'POST', path: Routes.webhook(webhook.id, webhook.token) });
	}

	public override get reachesServers(): boolean {
		return true;
	}

	public override async server(attempt: DeliveryAttempt): Promise<string | undefined> {
		return homeOf(await describe(attempt));
	}

	public override async send(attempt: DeliveryAttempt): Promise<DeliveryRoute.Result> {
		const { webhook, discord } = attempt;
		if (webhook === undefined) return this.gone('no-webhook', 'RESULT_WEBHOOK_URL is not set');
		const mention = mentionOf(attempt);
		// A webhook that belongs to no application carries no buttons.
		const message = await attempt.message({ interactive: false, ...(mention === undefined ? {} : { mention }) });
		const answer = await discord.withoutToken({
			method: 'POST',
			path: Routes.webhook(webhook.id, webhook.token),
			query: { wait: 'true', with_components: 'true', ...(webhook.threadId === undefined ? {} : { thread_id: webhook.threadId }) },
			body: toWire(message)
		});
		return this.delivered(sentMessage(answer));
	}

	/** Where the bot can read the webhook's channel. What is in the messages there, only the webhook itself is shown. */
	public override async find(attempt: DeliveryAttempt): Promise<DeliveryRoute.Found> {
		const { discord, delivery, webhook } = attempt;
		if (!discord.hasToken || delivery.startedAt === undefined || webhook === undefined) return { found: 'unknowable' };
		const { id, token, threadId } = webhook;
		const channelId = threadId ?? channelOf(await describe(attempt));
		if (channelId === undefined) return { found: 'unknowable' };
		const query = threadId === undefined ? {} : { query: { thread_id: threadId } };
		return findOwnMessage(discord, {
			deliveryId: delivery.id,
			channelId,
			since: delivery.startedAt,
			matches: async (message) => {
				if (message.webhook_id !== id) return false;
				const path = Routes.webhookMessage(id, token, message.id);
				return isOf(parseMessage(await discord.withoutToken({ method: 'GET', path, ...query })), delivery.id);
			}
		});
	}
}

function describe({ discord, webhook }: DeliveryAttempt): Promise<unknown> {
	return discord.withoutToken({ method: 'GET', path: Routes.webhook(webhook?.id ?? '', webhook?.token ?? '') });
}

function channelOf(answer: unknown): string | undefined {
	const channel = typeof answer === 'object' && answer !== null && 'channel_id' in answer ? answer.channel_id : undefined;
	return typeof channel === 'string' ? channel : undefined;
}
