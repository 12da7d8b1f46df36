import { setTimeout as wait } from 'node:timers/promises';
import { RESTJSONErrorCodes as Code, Routes } from 'discord-api-types/v10';
import { classifyFailure } from '#lib/delivery/classifyFailure';
import type { DiscordRest } from '#lib/delivery/DiscordRest';
import { findOwnMessage } from '#lib/delivery/findOwnMessage';
import type { WebhookAddress } from '#lib/delivery/WebhookAddress';
import type { SentMessage } from '#lib/workflow/forgetting';
import type { MessageFate, SentMessages } from './SentMessages.js';

/** A pause that Discord asks for is waited out up to here; a longer one is for the next time. Milliseconds. */
const longestWaitMs = 10_000;
/** How often one message is tried in a row. */
const attempts = 5;
/** What there was is not there any more. */
const notThere: ReadonlySet<string> = new Set([Code.UnknownMessage, Code.UnknownChannel, Code.UnknownGuild].map(String));

/** Our messages in Discord, over REST alone: the command line has no gateway. */
export class DiscordMessages implements SentMessages {
	readonly #discord: DiscordRest;
	readonly #webhook: WebhookAddress | undefined;

	/** `webhook`: the one that results go to. */
	public constructor(discord: DiscordRest, webhook?: WebhookAddress) {
		this.#discord = discord;
		this.#webhook = webhook;
	}

	public async delete(message: SentMessage): Promise<MessageFate> {
		const { interaction, messageId } = message;
		// Through its interaction also what only its reader can see.
		if (interaction && interaction.expiresAt > Date.now()) {
			const { applicationId, token } = interaction;
			const path = Routes.webhookMessage(applicationId, token, messageId ?? '@original');
			if ((await this.#deleteAt(path)) === 'deleted') return 'deleted';
		}
		if (message.route === 'webhook') return this.#deleteFromWebhook(message);
		return messageId === undefined ? this.#findAndDelete(message) : this.#deleteAsBot(message, message.channelId, messageId);
	}

	#deleteFromWebhook({ messageId, target }: SentMessage): Promise<MessageFate> | MessageFate {
		// A webhook shows nobody what was sent through it.
		if (!this.#webhook || messageId === undefined) return 'out-of-reach';
		const { id, token, threadId } = this.#webhook;
		// It went through another one, whose token nobody has any more.
		if (target !== undefined && target !== id) return 'out-of-reach';
		return this.#deleteAt(Routes.webhookMessage(id, token, messageId), threadId === undefined ? {} : { thread_id: threadId });
	}

	async #deleteAt(path: `/${string}`, query: Readonly<Record<string, string>> = {}): Promise<MessageFate> {
		const asked = await this.#ask(() => this.#discord.withoutToken({ method: 'DELETE', path, query }));
		return 'refused' in asked ? asked.refused : 'deleted';
	}

	async #deleteAsBot(message: SentMessage, channelId: string | undefined, messageId: string): Promise<MessageFate> {
		if (channelId === undefined) return 'out-of-reach';
		const path = Routes.channelMessage(channelId, messageId);
		const asked = await this.#ask(() => this.#discord.asBot({ method: 'DELETE', path }));
		if (!('refused' in asked)) return 'deleted';
		// What only one person can see looks to the bot as if it was not there.
		return message.private && message.route !== 'dm' ? 'out-of-reach' : asked.refused;
	}

	/** Its answer was lost: it may be where it was sent. */
	async #findAndDelete(message: SentMessage): Promise<MessageFate> {
		const { id: deliveryId, target: channelId, since } = message;
		if (channelId === undefined || !/^\d+$/.test(channelId)) return 'out-of-reach';
		const asked = await this.#ask(() =>
			findOwnMessage(this.#discord, { deliveryId, channelId, since, isConversation: message.route === 'dm' })
		);
		if ('refused' in asked) return asked.refused;
		if (asked.answer.found === 'message') return this.#deleteAsBot(message, asked.answer.channelId, asked.answer.messageId);
		return asked.answer.found === 'absent' ? 'gone' : 'out-of-reach';
	}

	/** Nothing is lost by asking twice, so that a lost answer is as good as none. Throws where it is worth asking again later. */
	async #ask<Answer>(
		request: () => Promise<Answer>
	): Promise<{ readonly answer: Answer } | { readonly refused: Extract<MessageFate, 'gone' | 'out-of-reach'> }> {
		for (let left = attempts - 1; ; left--) {
			try {
				return { answer: await request() };
			} catch (error) {
				const { kind, reason, waitMs = 200 } = classifyFailure(error);
				// Another process may have the token that this one has not.
				if (kind === 'gone' && reason.code !== 'no-bot-token') return { refused: notThere.has(reason.code) ? 'gone' : 'out-of-reach' };
				if (left === 0 || kind === 'gone' || waitMs > longestWaitMs) throw error;
				await wait(waitMs);
			}
		}
	}
}
