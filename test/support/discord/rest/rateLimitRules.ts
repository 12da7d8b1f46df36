// The buckets and their sizes. Discord's real ones are secret and change; these are the ones it is known to have, and cautious guesses.
export interface RateLimit {
	readonly limit: number;
	readonly perMs: number;
}

export interface RateLimitRules {
	/** All bot-token requests together; interaction answers and their webhooks are exempt. */
	readonly global: RateLimit;
	readonly 'message-create': RateLimit;
	readonly 'message-edit': RateLimit;
	readonly 'message-delete': RateLimit;
	readonly 'message-read': RateLimit;
	/** Posts through one webhook or interaction token. */
	readonly 'webhook-post': RateLimit;
	/** Edits, reads and deletions through one webhook or interaction token. */
	readonly 'webhook-message': RateLimit;
	readonly 'commands-write': RateLimit;
	readonly other: RateLimit;
}

export type Bucket = Exclude<keyof RateLimitRules, 'global'>;

export const defaultRules: RateLimitRules = {
	global: { limit: 50, perMs: 1_000 },
	'message-create': { limit: 5, perMs: 5_000 },
	'message-edit': { limit: 5, perMs: 5_000 },
	'message-delete': { limit: 5, perMs: 1_000 },
	'message-read': { limit: 10, perMs: 2_000 },
	'webhook-post': { limit: 5, perMs: 2_000 },
	'webhook-message': { limit: 5, perMs: 2_000 },
	'commands-write': { limit: 20, perMs: 10_000 },
	other: { limit: 20, perMs: 1_000 }
};
