import { setTimeout as wait } from 'node:timers/promises';
import { type Client, DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { AutointelError } from '#lib/errors/AutointelError';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { describeError } from '#lib/errors/describeError';
import { type Backoff, backoffDelay } from '#lib/workflow/backoff';

export interface LogInOptions {
	readonly token: string;
	/** While Discord cannot be reached: try again for as long as it takes. Else that is an error. */
	readonly patient: boolean;
	readonly backoff?: Backoff;
	/** Without patience: how long the gateway may take. Milliseconds. */
	readonly gatewayMs?: number;
}

/** One refusal of a good token has been seen; so many in a row have not. */
const refusalsToBelieve = 3;
const refusalPauseMs = 1_000;

/** Logs the bot in, however long that takes. What has to go on meanwhile does: it needs no gateway. */
export class LogIn {
	readonly #client: Client;
	readonly #options: Required<LogInOptions>;
	readonly #logger: Pick<Logger, 'info' | 'warn'>;

	public constructor(client: Client, options: LogInOptions, logger: Pick<Logger, 'info' | 'warn'>) {
		this.#client = client;
		this.#options = { backoff: { firstMs: 2_000, longestMs: 300_000 }, gatewayMs: 60_000, ...options };
		this.#logger = logger;
	}

	/**
	 * Answers when the bot is logged in, or when `signal` aborts.
	 *
	 * @throws {ConfigurationError} `token-refused`
	 * @throws {AutointelError} `discord-unreachable`, unless it is patient
	 */
	public async run(signal: AbortSignal): Promise<void> {
		let refusals = 0;
		for (let failures = 1; !signal.aborted; failures++) {
			try {
				await this.#attempt();
				return;
			} catch (error) {
				if (signal.aborted) return;
				refusals = isRefusal(error) ? refusals + 1 : 0;
				if (refusals === refusalsToBelieve) throw tokenRefused(error);
				if (refusals === 0 && !this.#options.patient) throw unreachable(error);
				await this.#pause(refusals > 0 ? refusalPauseMs : this.#announce(error, failures), signal);
			}
		}
	}

	async #attempt(): Promise<void> {
		const { token, patient, gatewayMs } = this.#options;
		const { rest, ws } = this.#client;
		// discord.js takes a client that once failed to log in for destroyed: so everything that often fails is tried here first, and the mark
		// is taken off where it failed all the same.
		await rest.setToken(token).get(Routes.gatewayBot());
		Reflect.set(ws, 'destroyed', false);
		const loggedIn = this.#client.login(token);
		// Once Discord has said where the gateway is, discord.js goes on trying to reach it by itself, without an end.
		const late = patient
			? []
			: [wait(gatewayMs, undefined, { ref: false }).then(() => Promise.reject(new Error('the gateway does not answer')))];
		await Promise.race([loggedIn, ...late]);
	}

	#announce(error: unknown, failures: number): number {
		const ms = backoffDelay(failures, this.#options.backoff);
		const { message } = describeError(error);
		this.#logger.warn(
			`Discord cannot be reached (${message}): workflows go on, deliveries wait; trying again in ${Math.ceil(ms / 1000)} s`
		);
		return ms;
	}

	async #pause(ms: number, signal: AbortSignal): Promise<void> {
		await wait(ms, undefined, { signal }).catch(() => undefined);
	}
}

function isRefusal(error: unknown): boolean {
	return (
		(error instanceof DiscordAPIError && error.status === 401) ||
		(error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid)
	);
}

function tokenRefused(cause: unknown): ConfigurationError {
	return new ConfigurationError('token-refused', 'Discord refuses DISCORD_TOKEN', {
		hint: "Copy the bot's token from the developer portal (Bot, Reset Token) into the environment or the file .env.",
		cause
	});
}

function unreachable(cause: unknown): AutointelError {
	return new AutointelError('discord-unreachable', `Discord cannot be reached: ${describeError(cause).message}`, {
		hint: 'Check the network and DISCORD_API_URL. With AUTO_FALLBACK_HEADLESS=1 workflows go on meanwhile, and the bot keeps trying.',
		cause
	});
}
