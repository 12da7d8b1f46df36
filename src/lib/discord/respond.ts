import type { BaseInteraction } from 'discord.js';
import type { Logger } from 'pino';
import type { MessageBody } from '#lib/delivery/messages/MessageBody';
import { AutointelError } from '#lib/errors/AutointelError';
import type { Asker } from '#lib/requests/Asker';
import type { FirstAnswerOutcome, FirstAnswers } from '#lib/requests/FirstAnswers';
import type { FirstUse } from '#lib/requests/FirstUse';
import type { Reply } from '#lib/requests/Reply';
import type { MemberFile } from '#lib/requests/ReportFiles';
import { sayError } from '#lib/requests/words';
import { askerOf } from './askerOf.js';

/** What the pieces of the bot answer interactions with. */
export interface RespondServices {
	readonly settings: { readonly INTERACTION_LIFETIME_SECONDS: number };
	readonly firstAnswers: Pick<FirstAnswers, 'send' | 'hold' | 'replace'>;
	readonly logger: Pick<Logger, 'error' | 'warn'>;
}

/**
 * Answers an interaction with what `work` comes to; `undefined`: it was answered already. Whatever goes wrong is said to the member in a line,
 * and what is no fault of theirs is logged.
 */
export async function respond(
	interaction: BaseInteraction,
	{ settings, firstAnswers, logger }: RespondServices,
	work: (asker: Asker) => Promise<MessageBody | Reply | undefined>
): Promise<void> {
	const asker = askerOf(interaction, settings.INTERACTION_LIFETIME_SECONDS);
	const answer = await orError(() => work(asker), logger);
	if (!answer) return;
	const { body, arrived } = 'body' in answer ? answer : { body: answer };
	const outcome = await firstAnswers.send(asker, body);
	note(outcome, logger);
	if (outcome.outcome === 'arrived') await arrived?.();
}

/** The same for files, and for what else takes its time: the member reads "thinking" meanwhile, and nobody else sees anything. */
export async function respondWithFiles(
	interaction: BaseInteraction,
	{ settings, firstAnswers, logger }: RespondServices,
	work: (asker: Asker) => Promise<MessageBody | readonly MemberFile[]>
): Promise<void> {
	const asker = askerOf(interaction, settings.INTERACTION_LIFETIME_SECONDS);
	if ((await firstAnswers.hold(asker)).outcome === 'refused') return;
	const answer = await orError(() => work(asker), logger);
	if ('components' in answer) return note(await firstAnswers.replace(asker, { body: answer }), logger);
	const sent = await firstAnswers.replace(asker, { files: answer });
	note(sent, logger);
	if (sent.outcome === 'refused') note(await firstAnswers.replace(asker, { body: sayError(filesRefused) }), logger);
}

/**
 * The same for words that are made with services elsewhere: who is here for the first time reads where text goes before any is sent, and still
 * reads it above the answer.
 */
export async function respondAfterNotice(
	interaction: BaseInteraction,
	{ settings, firstAnswers, firstUse, logger }: RespondServices & { readonly firstUse: Pick<FirstUse, 'tell'> },
	work: (asker: Asker) => Promise<MessageBody>
): Promise<void> {
	const asker = askerOf(interaction, settings.INTERACTION_LIFETIME_SECONDS);
	let held: FirstAnswerOutcome | undefined;
	const notice = await firstUse.tell(asker.userId, async (body) => {
		held = await firstAnswers.hold(asker, body);
		return held.outcome === 'arrived';
	});
	held ??= await firstAnswers.hold(asker);
	if (held.outcome === 'refused') return;
	const answer = await orError(() => work(asker), logger);
	const body = notice ? { ...answer, components: [...notice.components, ...answer.components] } : answer;
	note(await firstAnswers.replace(asker, { body }), logger);
}

const filesRefused = new AutointelError('files-refused', 'Discord did not take the files', {
	hint: 'Try again, or ask the operator for them.'
});

async function orError<Answer>(work: () => Promise<Answer>, logger: Pick<Logger, 'error'>): Promise<Answer | MessageBody> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof AutointelError)) logger.error({ err: error }, 'an interaction failed');
		return sayError(error);
	}
}

/** Where the member waited for too long, or another bot of the same token was faster, there is nothing left to say. */
function note(outcome: FirstAnswerOutcome, logger: Pick<Logger, 'warn'>): void {
	if (outcome.outcome === 'refused') logger.warn({ reason: outcome.reason }, 'an answer was refused');
	if (outcome.outcome === 'unknown') logger.warn('nobody knows whether an answer arrived');
}
