// What a test can set about the emulated Discord. All of it can also be changed while it runs, through `discord.options`.
import type { RateLimitRules } from './rest/rateLimitRules.js';

/** Intents that Discord grants only when they are switched on in the developer portal; without that, identify ends with 4014. */
type PrivilegedIntent = 'GuildMembers' | 'GuildPresences' | 'MessageContent';

export interface EmulatorOptions {
	/** The bot token that is accepted; by default a random one. */
	readonly token?: string;
	/** Privileged intents that are switched on for the application. */
	privilegedIntents: readonly PrivilegedIntent[];
	/** How long an interaction waits for its first answer, in ms. */
	acknowledgeWithinMs: number;
	/** How long an acknowledged interaction's token lives, in ms from the interaction's creation. */
	interactionLifetimeMs: number;
	/** What an expired token is answered with: 401/50027 or 404/10015. Both have been seen. */
	expiredToken: 'invalid-token' | 'unknown-webhook';
	/** How long a nonce is remembered, in ms. */
	nonceWindowMs: number;
	/** How long a link to an attachment works, in ms. */
	attachmentLifetimeMs: number;
	/** Edits of messages older than `olderThanMs`: so many per channel in so many ms, then 30046. Discord answers it as a 429. */
	oldMessageEdits: { olderThanMs: number; limit: number; perMs: number; status: 429 | 400 };
	/** Rate limits per bucket; `{}` for the default ones, see rateLimitRules. `loose` lifts them all. */
	rateLimits: Partial<RateLimitRules> | 'loose';
	/** So many answers with 401, 403 or 429 in ten minutes, and the address is banned (429 with an HTML page). */
	invalidRequestLimit: number;
	/** What HELLO asks for, in ms. */
	heartbeatIntervalMs: number;
}

export const defaultOptions = (): EmulatorOptions => ({
	privilegedIntents: [],
	acknowledgeWithinMs: 3_000,
	interactionLifetimeMs: 15 * 60_000,
	expiredToken: 'invalid-token',
	nonceWindowMs: 5 * 60_000,
	attachmentLifetimeMs: 24 * 60 * 60_000,
	oldMessageEdits: { olderThanMs: 60 * 60_000, limit: 3, perMs: 20_000, status: 429 },
	rateLimits: {},
	invalidRequestLimit: 10_000,
	heartbeatIntervalMs: 41_250
});
