import { DiscordAPIError, REST, type RequestMethod } from '@discordjs/rest';
import { AutointelError } from '#lib/errors/AutointelError';
import { RateLimitRoom } from './RateLimitRoom.js';

export interface DiscordRestOptions {
	/** The API's base, without a version. */
	readonly apiUrl: string;
	/** The bot's token. Without it only interactions and webhooks can be reached. */
	readonly token?: string;
	/** How long one request may take, its answer included. Milliseconds; default: 15,000. */
	readonly timeoutMs?: number;
	/** What Discord lets a bot ask in a second; default: 50, as for all but very large ones. */
	readonly requestsPerSecond?: number;
}

export interface DiscordRequest {
	readonly method: `${RequestMethod}`;
	readonly path: `/${string}`;
	readonly body?: unknown;
	readonly query?: Readonly<Record<string, string>>;
	readonly files?: readonly { readonly name: string; readonly data: Buffer }[];
}

/** After so many refusals of the bot token in a row it is left alone for a while, twice as long each time. */
const firstPauseMs = 5_000;
const longestPauseMs = 3_600_000;

/**
 * Discord's REST API, for what is delivered: no gateway is needed. Two clients, because a request that carries no bot token must not suffer
 * when that is refused. Nothing is repeated here, and nothing waits for a rate limit: whoever asks decides, and writes down what it decided.
 */
export class DiscordRest {
	readonly #bot: REST;
	readonly #open: REST;
	readonly #token: string | undefined;
	readonly #timeoutMs: number;
	readonly #botRoom: RateLimitRoom;
	readonly #openRoom: RateLimitRoom;
	#refusals = 0;
	#pausedUntil = 0;

	public constructor({ apiUrl, token, timeoutMs = 15_000, requestsPerSecond = 50 }: DiscordRestOptions) {
		const options = { api: apiUrl, retries: 0, timeout: timeoutMs, rejectOnRateLimit: () => true } as const;
		this.#bot = new REST({ ...options, globalRequestsPerSecond: requestsPerSecond });
		// Interactions and webhooks do not count towards it.
		this.#open = new REST({ ...options, globalRequestsPerSecond: Number.POSITIVE_INFINITY });
		this.#botRoom = new RateLimitRoom(this.#bot);
		this.#openRoom = new RateLimitRoom(this.#open);
		this.#token = token;
		this.#timeoutMs = timeoutMs;
	}

	public get hasToken(): boolean {
		return this.#token !== undefined;
	}

	/** A request with the bot token. Answers with Discord's JSON; throws what `classifyFailure` understands. */
	public async asBot(request: DiscordRequest): Promise<unknown> {
		if (this.#token === undefined) throw new AutointelError('no-bot-token', 'DISCORD_TOKEN is not set');
		if (Date.now() < this.#pausedUntil) throw new TokenRefused();
		// One 401, and the client has forgotten its token: a stray one must not be the last word.
		this.#bot.setToken(this.#token);
		try {
			const answer = await this.#send(this.#bot, request, true);
			this.#refusals = 0;
			return answer;
		} catch (error) {
			if (error instanceof DiscordAPIError && error.status === 401) this.#pause();
			throw error;
		}
	}

	/** A request whose path carries its right: an interaction's token, or a webhook's. */
	public withoutToken(request: DiscordRequest): Promise<unknown> {
		return this.#send(this.#open, request, false);
	}

	/** Milliseconds until the bot token's bucket for a request has room, and `reserve` more; 0: now, as far as is known. */
	public waitAsBot({ method, path }: Pick<DiscordRequest, 'method' | 'path'>, reserve = 0): number {
		const now = Date.now();
		const everything = this.#bot.globalRemaining <= reserve && now < this.#bot.globalReset ? this.#bot.globalReset - now : 0;
		return Math.max(everything, this.#pausedUntil - now, this.#botRoom.waitFor(method, path, reserve));
	}

	public waitWithoutToken({ method, path }: Pick<DiscordRequest, 'method' | 'path'>, reserve = 0): number {
		return this.#openRoom.waitFor(method, path, reserve);
	}

	public close(): void {
		for (const rest of [this.#bot, this.#open]) {
			rest.clearHashSweeper();
			rest.clearHandlerSweeper();
		}
	}

	#send(rest: REST, { method, path, body, query, files }: DiscordRequest, auth: boolean): Promise<unknown> {
		return rest.request({
			method: method as RequestMethod,
			fullRoute: path,
			auth,
			// The client's own time limit ends with the answer's head.
			signal: AbortSignal.timeout(this.#timeoutMs),
			...(body === undefined ? {} : { body }),
			...(files === undefined ? {} : { files: [...files] }),
			...(query === undefined ? {} : { query: new URLSearchParams(query) })
		});
	}

	/** Ten thousand refused requests in ten minutes, and Discord bans the address. */
	#pause(): void {
		this.#refusals++;
		if (this.#refusals > 1) this.#pausedUntil = Date.now() + Math.min(longestPauseMs, firstPauseMs * 2 ** (this.#refusals - 2));
	}
}

/** The bot token was refused several times in a row: nothing is asked with it for a while. */
export class TokenRefused extends AutointelError {
	public constructor() {
		super('unauthorized', 'Discord refuses the bot token', {
			hint: 'Check DISCORD_TOKEN, and whether it was reset in the developer portal.'
		});
	}
}
