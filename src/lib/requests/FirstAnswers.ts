import { setTimeout as wait } from 'node:timers/promises';
import { DiscordAPIError } from '@discordjs/rest';
import { RESTJSONErrorCodes as Code, InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import { classifyFailure } from '#lib/delivery/classifyFailure';
import type { DiscordRest } from '#lib/delivery/DiscordRest';
import { type MessageBody, toWire } from '#lib/delivery/messages/MessageBody';
import type { FirstAnswer } from '#lib/ledger/operations/acknowledge';
import type { Reason } from '#lib/workflow/workflow';
import type { Asker } from './Asker.js';
import type { MemberFile } from './ReportFiles.js';

/**
 * What became of the first answer to an interaction. `arrived`: the member sees it (`at` is missing where they have deleted it already).
 * `refused`: they never will. `unknown`: nobody answered.
 */
export type FirstAnswerOutcome =
	| { readonly outcome: 'arrived'; readonly at?: FirstAnswer }
	| { readonly outcome: 'refused'; readonly reason: Reason }
	| { readonly outcome: 'unknown' };

type Interaction = Pick<Asker, 'interactionId' | 'applicationId' | 'token'>;

/** What takes the place of a first answer: words or files. */
export type LateAnswer =
	| { readonly body: MessageBody; readonly files?: undefined }
	| { readonly files: readonly MemberFile[]; readonly body?: undefined };

/** Attempts to find out, each after twice the pause of the one before. */
const attempts = 4;
/** So many take more than a minute. */
const lateAttempts = 9;

const messageSchema = z.object({ id: z.string(), channel_id: z.string() });
const callbackSchema = z.object({ resource: z.object({ message: messageSchema.optional() }).optional() });

/** Answers interactions, and finds out what became of answers whose own answer was lost. */
export class FirstAnswers {
	readonly #impatient: Pick<DiscordRest, 'withoutToken'>;
	readonly #patient: Pick<DiscordRest, 'withoutToken'>;
	readonly #firstPauseMs: number;

	/** `impatient`: a client with a short time limit, as an interaction waits for three seconds. `patient`: one for files. */
	public constructor(impatient: Pick<DiscordRest, 'withoutToken'>, patient: Pick<DiscordRest, 'withoutToken'>, firstPauseMs = 300) {
		this.#firstPauseMs = firstPauseMs;
		this.#impatient = impatient;
		this.#patient = patient;
	}

	/** Safe to be repeated: Discord takes one first answer for each interaction, and this finds the one that is there. */
	public async send(interaction: Interaction, body: MessageBody): Promise<FirstAnswerOutcome> {
		const outcome = await this.#repeat(attempts, async () => {
			const posted = await this.#post(interaction, { type: InteractionResponseType.ChannelMessageWithSource, data: toWire(body) });
			return posted === 'answered-before' ? this.#find(interaction) : posted;
		});
		return outcome ?? { outcome: 'unknown' };
	}

	/**
	 * For an answer that takes its time: only who asked sees it, and reads `meanwhile`, or "thinking", until `replace`. `refused`: there is
	 * nobody to answer, or another process does.
	 */
	public async hold(interaction: Interaction, meanwhile?: MessageBody): Promise<FirstAnswerOutcome> {
		const response = meanwhile
			? { type: InteractionResponseType.ChannelMessageWithSource, data: toWire(meanwhile) }
			: { type: InteractionResponseType.DeferredChannelMessageWithSource, data: { flags: MessageFlags.Ephemeral } };
		const outcome = await this.#repeat(attempts, async (attempt): Promise<FirstAnswerOutcome | undefined> => {
			const posted = await this.#post(interaction, response);
			if (posted !== 'answered-before') return posted;
			// What was there before is ours only where we have tried before.
			return attempt > 1 ? { outcome: 'arrived' } : { outcome: 'refused', reason: taken };
		});
		return outcome ?? { outcome: 'unknown' };
	}

	/** Puts an answer in the place of the first one, for as long as Discord may be away for a while. */
	public async replace(interaction: Interaction, { body, files }: LateAnswer): Promise<FirstAnswerOutcome> {
		const { applicationId, token } = interaction;
		const outcome = await this.#repeat(lateAttempts, async (): Promise<FirstAnswerOutcome | undefined> => {
			try {
				await this.#patient.withoutToken({
					method: 'PATCH',
					path: `/webhooks/${applicationId}/${token}/messages/@original`,
					...(files === undefined
						? // Whether only one person sees it was decided by the first answer.
							{ body: { ...toWire(body), flags: MessageFlags.IsComponentsV2 } }
						: // Files that are not named go: those that an earlier attempt brought.
							{ body: { attachments: files.map(({ name: filename }, id) => ({ id, filename })) }, files })
				});
				return { outcome: 'arrived' };
			} catch (error) {
				const { kind, reason } = classifyFailure(error);
				return kind === 'gone' ? { outcome: 'refused', reason } : undefined;
			}
		});
		return outcome ?? { outcome: 'unknown' };
	}

	/** Until an attempt comes to something. */
	async #repeat<Value>(most: number, attempt: (number: number) => Promise<Value | undefined>): Promise<Value | undefined> {
		for (let number = 1; number <= most; number++) {
			if (number > 1) await wait(this.#firstPauseMs * 2 ** (number - 2));
			const value = await attempt(number);
			if (value !== undefined) return value;
		}
		return undefined;
	}

	/** `undefined`: nobody knows. */
	async #post(interaction: Interaction, response: object): Promise<FirstAnswerOutcome | 'answered-before' | undefined> {
		try {
			const answer = await this.#impatient.withoutToken({
				method: 'POST',
				path: `/interactions/${interaction.interactionId}/${interaction.token}/callback`,
				query: { with_response: 'true' },
				body: response
			});
			return arrivedWith(callbackSchema.safeParse(answer).data?.resource?.message) ?? (await this.#find(interaction));
		} catch (error) {
			if (codeOf(error) === Code.InteractionHasAlreadyBeenAcknowledged) return 'answered-before';
			const { kind, reason, tokenDied } = classifyFailure(error);
			if (tokenDied) return { outcome: 'refused', reason: tooLate };
			return kind === 'gone' ? { outcome: 'refused', reason } : undefined;
		}
	}

	async #find({ applicationId, token }: Interaction): Promise<FirstAnswerOutcome | undefined> {
		try {
			const answer = await this.#impatient.withoutToken({ method: 'GET', path: `/webhooks/${applicationId}/${token}/messages/@original` });
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

const taken: Reason = { code: 'taken', message: 'another process answers' };

function arrivedWith(message: z.infer<typeof messageSchema> | undefined): FirstAnswerOutcome | undefined {
	return message && { outcome: 'arrived', at: { channelId: message.channel_id, messageId: message.id } };
}

function codeOf(error: unknown): unknown {
	return error instanceof DiscordAPIError ? error.code : undefined;
}
