import { setTimeout as wait } from 'node:timers/promises';
import { DiscordAPIError } from '@discordjs/rest';
import { RESTJSONErrorCodes as Code, InteractionResponseType } from 'discord-api-types/v10';
import { z } from 'zod';
import { classifyFailure } from '#lib/delivery/classifyFailure';
import type { DiscordRest } from '#lib/delivery/DiscordRest';
import { type MessageBody, toWire } from '#lib/delivery/messages/MessageBody';
import type { FirstAnswer } from '#lib/ledger/operations/acknowledge';
import type { Reason } from '#lib/workflow/workflow';
import type { Asker } from './Asker.js';

/**
 * What became of the first answer to an interaction. `arrived`: the member sees it (`at` is missing where they have deleted it already).
 * `refused`: they never will. `unknown`: nobody answered.
 */
export type FirstAnswerOutcome =
	| { readonly outcome: 'arrived'; readonly at?: FirstAnswer }
	| { readonly outcome: 'refused'; readonly reason: Reason }
	| { readonly outcome: 'unknown' };

type Interaction = Pick<Asker, 'interactionId' | 'applicationId' | 'token'>;

/** Attempts to find out, each with a pause before it that is as long as all those before. */
const attempts = 4;
const firstPauseMs = 300;

const messageSchema = z.object({ id: z.string(), channel_id: z.string() });
const callbackSchema = z.object({ resource: z.object({ message: messageSchema.optional() }).optional() });

/** Sends first answers to interactions, and finds out what became of those whose own answer was lost. */
export class FirstAnswers {
	readonly #discord: Pick<DiscordRest, 'withoutToken'>;

	/** Give it a client with a short time limit: an interaction waits for three seconds. */
	public constructor(discord: Pick<DiscordRest, 'withoutToken'>) {
		this.#discord = discord;
	}

	/** Safe to be repeated: Discord takes one first answer for each interaction, and this finds the one that is there. */
	public async send(interaction: Interaction, body: MessageBody): Promise<FirstAnswerOutcome> {
		for (let attempt = 1; attempt <= attempts; attempt++) {
			if (attempt > 1) await wait(firstPauseMs * 2 ** (attempt - 2));
			const outcome = await this.#attempt(interaction, body);
			if (outcome) return outcome;
		}
		return { outcome: 'unknown' };
	}

	/** `undefined`: ask again. */
	async #attempt(interaction: Interaction, body: MessageBody): Promise<FirstAnswerOutcome | undefined> {
		try {
			const answer = await this.#discord.withoutToken({
				method: 'POST',
				path: `/interactions/${interaction.interactionId}/${interaction.token}/callback`,
				query: { with_response: 'true' },
				body: { type: InteractionResponseType.ChannelMessageWithSource, data: toWire(body) }
			});
			return arrivedWith(callbackSchema.safeParse(answer).data?.resource?.message) ?? (await this.#find(interaction));
		} catch (error) {
			// An earlier one was there before.
			if (codeOf(error) === Code.InteractionHasAlreadyBeenAcknowledged) return this.#find(interaction);
			const { kind, reason, tokenDied } = classifyFailure(error);
			if (tokenDied) return { outcome: 'refused', reason: tooLate };
			return kind === 'gone' ? { outcome: 'refused', reason } : undefined;
		}
	}

	async #find({ applicationId, token }: Interaction): Promise<FirstAnswerOutcome | undefined> {
		try {
			const answer = await this.#discord.withoutToken({ method: 'GET', path: `/webhooks/${applicationId}/${token}/messages/@original` });
			return arrivedWith(messageSchema.safeParse(answer).data);
		} catch (error) {
			// It was answered, or Discord would not have said so: what cannot be found has been deleted, or is out of reach by now.
			return classifyFailure(error).kind === 'gone' ? { outcome: 'arrived' } : undefined;
		}
	}
}

const tooLate: Reason = {
	code: 'not-acknowledged',
	message: 'Discord did not get the first answer in time, so nobody knew that it was accepted',
	hint: 'Ask again.'
};

function arrivedWith(message: z.infer<typeof messageSchema> | undefined): FirstAnswerOutcome | undefined {
	return message && { outcome: 'arrived', at: { channelId: message.channel_id, messageId: message.id } };
}

function codeOf(error: unknown): unknown {
	return error instanceof DiscordAPIError ? error.code : undefined;
}
