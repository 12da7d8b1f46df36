import { Routes } from 'discord-api-types/v10';
import type { DeliveryLedger } from '#lib/ledger/DeliveryLedger';
import type { RequestRecord } from '#lib/workflow/request';
import { classifyFailure } from './classifyFailure.js';
import type { DiscordRest } from './DiscordRest.js';

/** Conversations with those who asked for something. */
export class DirectMessages {
	readonly #discord: DiscordRest;
	readonly #outbox: DeliveryLedger;

	public constructor(discord: DiscordRest, outbox: DeliveryLedger) {
		this.#discord = discord;
		this.#outbox = outbox;
	}

	/** The channel of the conversation with the requester. Opening it tells them nothing, and succeeds also where they take no messages. */
	public async open({ workflowId, userId, dmChannelId }: RequestRecord): Promise<string> {
		if (dmChannelId !== undefined) return dmChannelId;
		const answer = await this.#discord.asBot({ method: 'POST', path: Routes.userChannels(), body: { recipient_id: userId } });
		if (typeof answer !== 'object' || answer === null || !('id' in answer) || typeof answer.id !== 'string') {
			throw new Error('the answer is no channel');
		}
		await this.#outbox.noteDirectMessages(workflowId, answer.id);
		return answer.id;
	}

	/**
	 * Whether the requester takes messages from the bot, as far as that can be told without sending one: "is typing" is refused like a
	 * message. `undefined`: it could not be found out now.
	 */
	public async probe(request: RequestRecord): Promise<'open' | 'closed' | undefined> {
		if (!this.#discord.hasToken || request.userId === undefined) return 'closed';
		try {
			await this.#discord.asBot({ method: 'POST', path: Routes.channelTyping(await this.open(request)) });
			return 'open';
		} catch (error) {
			return classifyFailure(error).kind === 'gone' ? 'closed' : undefined;
		}
	}
}
