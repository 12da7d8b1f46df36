import {
	type BaseInteraction,
	type ChatInputCommandInteraction,
	RESTJSONErrorCodes as Code,
	DiscordAPIError,
	MessageFlags
} from 'discord.js';
import type { Logger } from 'pino';
import type { MessageBody } from '#lib/delivery/messages/MessageBody';
import { AutointelError } from '#lib/errors/AutointelError';
import type { Asker } from '#lib/requests/Asker';
import type { MemberFile } from '#lib/requests/ReportFiles';
import { sayError } from '#lib/requests/words';
import { askerOf } from './askerOf.js';

/** What the pieces of the bot answer interactions with. */
export interface RespondServices {
	readonly settings: { readonly INTERACTION_LIFETIME_SECONDS: number };
	readonly logger: Pick<Logger, 'error' | 'warn'>;
}

type Answerable = BaseInteraction & Pick<ChatInputCommandInteraction, 'reply' | 'deferReply' | 'editReply'>;

/**
 * Answers an interaction with what `work` comes to; `undefined`: it was answered already. Whatever goes wrong is said to the member in a line,
 * and what is no fault of theirs is logged.
 */
export async function respond(
	interaction: Answerable,
	{ settings, logger }: RespondServices,
	work: (asker: Asker) => Promise<MessageBody | undefined>
): Promise<void> {
	const body = await work(askerOf(interaction, settings.INTERACTION_LIFETIME_SECONDS)).catch((error: unknown) => {
		if (!(error instanceof AutointelError)) logger.error({ err: error }, 'an interaction failed');
		return sayError(error);
	});
	if (body) await send(logger, () => interaction.reply(body));
}

/** The same for files, and for what else takes its time: the member reads "thinking" meanwhile, and nobody else sees anything. */
export async function respondWithFiles(
	interaction: Answerable,
	services: RespondServices,
	work: (asker: Asker) => Promise<MessageBody | readonly MemberFile[]>
): Promise<void> {
	const { logger, settings } = services;
	const asker = askerOf(interaction, settings.INTERACTION_LIFETIME_SECONDS);
	await send(logger, () => interaction.deferReply({ flags: MessageFlags.Ephemeral }));
	const answer = await work(asker).catch((error: unknown) => {
		if (!(error instanceof AutointelError)) logger.error({ err: error }, 'an interaction failed');
		return sayError(error);
	});
	await send(logger, () => interaction.editReply(isBody(answer) ? editable(answer) : { files: answer.map(toAttachment) }));
}

function isBody(answer: MessageBody | readonly MemberFile[]): answer is MessageBody {
	return 'components' in answer;
}

/** Whether only one person sees a message is decided by its first answer. */
function editable({ flags: _flags, ...body }: MessageBody): Omit<MessageBody, 'flags'> & { readonly flags: MessageFlags.IsComponentsV2 } {
	return { ...body, flags: MessageFlags.IsComponentsV2 };
}

function toAttachment({ name, data }: MemberFile): { readonly name: string; readonly attachment: Buffer } {
	return { name, attachment: data };
}

/** Where another bot of the same token was faster, or the member waited for too long, there is nothing left to say. */
async function send(logger: Pick<Logger, 'warn'>, request: () => Promise<unknown>): Promise<void> {
	try {
		await request();
	} catch (error) {
		const code = error instanceof DiscordAPIError ? error.code : undefined;
		if (code === Code.InteractionHasAlreadyBeenAcknowledged || code === Code.UnknownInteraction) return;
		logger.warn({ err: error }, 'an answer could not be sent');
	}
}
