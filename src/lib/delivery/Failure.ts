import type { Reason } from '#lib/workflow/workflow';

/**
 * What a request that went wrong means. `gone`: it had no effect, and never will this way. `later`: it had no effect, and may have one later.
 * `unknown`: it may have had its effect.
 */
export interface Failure {
	readonly kind: 'gone' | 'later' | 'unknown';
	/** Safe to be shown and logged: no address, no token. */
	readonly reason: Reason;
	/** How long Discord wants to be left alone, in milliseconds. */
	readonly waitMs?: number;
	/** The interaction's token is dead: nothing else is to be tried with it. */
	readonly tokenDied?: true;
}
