import assert from 'node:assert/strict';
import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import { errors } from 'undici';
import { classifyFailure } from '#lib/delivery/classifyFailure';
import { TokenRefused } from '#lib/delivery/DiscordRest';
import type { Failure } from '#lib/delivery/Failure';
import { AutointelError } from '#lib/errors/AutointelError';

const address = 'https://discord.com/api/v10/webhooks/1/a-secret-token';

function refused(status: number, code: number | undefined, message = 'refused'): DiscordAPIError {
	const body = code === undefined ? new ArrayBuffer(8) : { message, code };
	// An HTML page leaves the library without a code, whatever its types say.
	return new DiscordAPIError(body as never, code as number, status, 'POST', address, {});
}

function rateLimited(retryAfter: number): RateLimitError {
	return new RateLimitError({
		global: false,
		hash: 'x',
		limit: 5,
		majorParameter: '1',
		method: 'POST',
		route: '/webhooks/:id/:token',
		timeToReset: retryAfter,
		retryAfter,
		sublimitTimeout: 0,
		scope: 'user',
		url: address
	});
}

function withCode(code: string): Error {
	return Object.assign(new Error(`connect ${code}`), { code });
}

function named(name: string): Error {
	return Object.assign(new Error('This operation was aborted'), { name });
}

type Row = readonly [what: string, error: unknown, kind: Failure['kind'], extra?: Partial<Failure>];

const rows: readonly Row[] = [
	['404/10003, the channel is gone', refused(404, 10003), 'gone'],
	['404/10008, the message is gone', refused(404, 10008), 'gone'],
	['403/50001, the bot cannot see it', refused(403, 50001), 'gone'],
	['403/50013, the bot may not write', refused(403, 50013), 'gone'],
	['403/50007, direct messages are closed', refused(403, 50007), 'gone'],
	['403/50278, no server in common', refused(403, 50278), 'gone'],
	['400/50083, the thread is archived', refused(400, 50083), 'gone'],
	['400/50035, a form that Discord refuses', refused(400, 50035), 'gone'],
	['413/40005, too large', refused(413, 40005), 'gone'],
	['400/40094, no follow-ups left', refused(400, 40094), 'gone'],
	['404/0, a general "not found"', refused(404, 0), 'gone'],
	['401/50027, the token has died', refused(401, 50027), 'gone', { tokenDied: true }],
	['404/10015, the webhook is gone', refused(404, 10015), 'gone', { tokenDied: true }],
	['404/10062, the interaction is gone', refused(404, 10062), 'gone', { tokenDied: true }],
	['401/0, a stray refusal of the bot token', refused(401, 0), 'later'],
	['400/30046, old messages edited too often', refused(400, 30046), 'later', { waitMs: 60_000 }],
	['a page of HTML with 403', refused(403, undefined), 'later', { waitMs: 60_000 }],
	['a page of HTML with 404', refused(404, undefined), 'later', { waitMs: 60_000 }],
	['429', rateLimited(1_550), 'later', { waitMs: 1_550 }],
	['500', new HTTPError(500, 'Internal Server Error', 'POST', address, {}), 'unknown'],
	['502', new HTTPError(502, 'Bad Gateway', 'POST', address, {}), 'unknown'],
	['"Expected token to be set", without a code', new Error('Expected token to be set for this request, but none was present'), 'later'],
	['the token was refused several times', new TokenRefused(), 'later'],
	['there is no bot token', new AutointelError('no-bot-token', 'DISCORD_TOKEN is not set'), 'gone'],
	['nobody listens', withCode('ECONNREFUSED'), 'later'],
	['the name is not found', withCode('ENOTFOUND'), 'later'],
	['the name server does not answer', withCode('EAI_AGAIN'), 'later'],
	['the network is gone', withCode('ENETUNREACH'), 'later'],
	['no connection in time', new errors.ConnectTimeoutError('Connect Timeout Error'), 'later'],
	['reset', withCode('ECONNRESET'), 'unknown'],
	['broken pipe', withCode('EPIPE'), 'unknown'],
	['closed without an answer', new errors.SocketError('other side closed'), 'unknown'],
	['no answer in time', named('AbortError'), 'unknown'],
	['no head of an answer in time', new errors.HeadersTimeoutError('Headers Timeout Error'), 'unknown'],
	['no end of an answer in time', new errors.BodyTimeoutError('Body Timeout Error'), 'unknown'],
	['an answer that breaks off', new TypeError('terminated', { cause: new errors.SocketError('other side closed') }), 'unknown'],
	['an answer that is no JSON', new SyntaxError('Unexpected token <'), 'unknown'],
	['something that is no error', 'surprise', 'unknown'],
	['nothing', undefined, 'unknown']
];

describe('classifyFailure', () => {
	for (const [what, error, kind, extra = {}] of rows) {
		it(`${what}: ${kind}`, () => {
			const { reason, ...failure } = classifyFailure(error);
			assert.deepEqual(failure, { kind, ...extra });
			assert.match(reason.message, /^[^\n]+$/);
			assert.doesNotMatch(JSON.stringify(reason), /secret-token/);
		});
	}
});
