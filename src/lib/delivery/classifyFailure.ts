import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import { RESTJSONErrorCodes as Code } from 'discord-api-types/v10';
import { AutointelError } from '#lib/errors/AutointelError';
import type { Failure } from './Failure.js';

/** Refusals that no repeat changes, in words for people. Whatever else Discord refuses with a 4xx counts as gone, too. */
const refusals: Readonly<Record<number, string>> = {
	[Code.UnknownChannel]: 'the channel is gone',
	[Code.UnknownGuild]: 'the server is gone, or the bot is not in it',
	[Code.UnknownMessage]: 'the message is gone, or only its reader can see it',
	[Code.UnknownUser]: 'there is no such user',
	[Code.MissingAccess]: 'the bot cannot see the channel',
	[Code.MissingPermissions]: 'the bot may not write in the channel',
	[Code.CannotSendMessagesToThisUser]: 'the member takes no direct messages',
	[Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds]: 'the member shares no server with the bot',
	[Code.InvalidActionOnArchivedThread]: 'the thread is archived',
	[Code.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages]: 'the interaction has no follow-ups left',
	[Code.InteractionHasAlreadyBeenAcknowledged]: 'the interaction was answered already',
	[Code.RequestEntityTooLarge]: 'it is too large',
	[Code.InvalidFormBodyOrContentType]: 'Discord refused its form'
};

/** An interaction or a webhook whose token opens nothing any more. */
const deadTokens: ReadonlySet<number> = new Set([Code.UnknownWebhook, Code.UnknownInteraction, Code.InvalidWebhookToken]);

/** Failures of Node's network before a byte of the request was sent. */
const neverSent: ReadonlySet<string> = new Set([
	...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'UND_ERR_CONNECT_TIMEOUT'],
	...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'SELF_SIGNED_CERT_IN_CHAIN']
]);

/** Discord limits edits of messages older than an hour; it does not say for how long. */
const oldMessageWaitMs = 60_000;
/** A page of a proxy instead of an answer: often a ban, which must not be made longer. */
const foreignPageWaitMs = 60_000;

/** What an error of discord.js, its REST client or the network means for what was being sent. Total: it never throws itself. */
export function classifyFailure(error: unknown): Failure {
	if (error instanceof RateLimitError) {
		return { ...failure('later', 'rate-limited', 'Discord wants a pause'), waitMs: error.retryAfter };
	}
	if (error instanceof DiscordAPIError) return classifyRefusal(error.status, error.code);
	// A server may have done its work before it failed.
	if (error instanceof HTTPError) return failure('unknown', `http-${error.status}`, `Discord answered with ${error.status}`);
	if (error instanceof AutointelError) return failure(error.code === 'no-bot-token' ? 'gone' : 'later', error.code, error.message);
	if (isWithoutToken(error)) return failure('later', 'no-token', 'the REST client had lost the bot token');
	const code = networkCode(error);
	if (code !== undefined && neverSent.has(code)) return failure('later', code, 'Discord could not be reached');
	return failure('unknown', code ?? 'error', 'there was no answer');
}

function classifyRefusal(status: number, code: unknown): Failure {
	// Discord's own refusals carry a number; a proxy's page does not.
	if (typeof code !== 'number') {
		return { ...failure('later', `http-${status}`, `something before Discord answered with ${status}`), waitMs: foreignPageWaitMs };
	}
	if (deadTokens.has(code))
		return { ...failure('gone', String(code), 'the interaction or webhook takes no more messages'), tokenDied: true };
	if (status === 401) return failure('later', 'unauthorized', 'Discord refused the token');
	if (code === Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached) {
		return { ...failure('later', String(code), 'old messages cannot be edited that often'), waitMs: oldMessageWaitMs };
	}
	if (status === 408 || status === 425) return failure('later', `http-${status}`, `Discord answered with ${status}`);
	// 0 is a general error: a 404 or 403 that says nothing about what was asked for.
	const code0 = code === 0 ? `http-${status}` : String(code);
	return failure('gone', code0, refusals[code] ?? `Discord refused it (${code0})`);
}

function failure(kind: Failure['kind'], code: string, message: string): Failure {
	return { kind, reason: { code, message } };
}

/** discord.js has no class and no code for it. */
function isWithoutToken(error: unknown): boolean {
	return error instanceof Error && error.message.startsWith('Expected token to be set');
}

function networkCode(error: unknown): string | undefined {
	if (!(error instanceof Error)) return undefined;
	if ('code' in error && typeof error.code === 'string') return error.code;
	return error.cause === undefined ? error.name : networkCode(error.cause);
}
