import type { Backoff } from '#lib/workflow/backoff';
import type { WebhookAddress } from './WebhookAddress.js';

/** All times in milliseconds. */
export interface DeliverySettings {
	/** Where the operator wants results that nobody asked for on Discord. */
	readonly webhook?: WebhookAddress;
	/** How long an interaction's token lives. */
	readonly tokenLifetimeMs: number;
	/** A run that is younger than this ends in place of its progress; of a longer one the requester is told by a new message. */
	readonly shortRunMs: number;
	/** How long Discord is trusted to know a nonce again: it says "a few minutes". */
	readonly nonceWindowMs: number;
	/** What was sent by a process that died, or got no answer, may still be on its way for so long. */
	readonly stragglerMs: number;
	readonly backoff: Backoff;
	/** Deliveries under way at the same time. */
	readonly concurrency: number;
	readonly surfaces: SurfaceTimes;
}

export interface SurfaceTimes {
	/** Between two edits of a message. */
	readonly everyMs: number;
	/** Between two edits of a message that is older than `oldMs`: Discord limits them. */
	readonly everyOldMs: number;
	readonly oldMs: number;
	/** The end is shown once more after so long, where something older may have arrived after it. */
	readonly againMs: number;
}

export const defaultDeliverySettings: Omit<DeliverySettings, 'webhook' | 'tokenLifetimeMs'> = {
	shortRunMs: 60_000,
	nonceWindowMs: 120_000,
	stragglerMs: 5_000,
	backoff: { firstMs: 1_000, longestMs: 60_000 },
	concurrency: 10,
	surfaces: { everyMs: 4_000, everyOldMs: 300_000, oldMs: 3_300_000, againMs: 20_000 }
};

/** An interaction's token is left alone so long before its end: clocks differ, and a request takes its time. */
export function tokenMargin({ tokenLifetimeMs }: Pick<DeliverySettings, 'tokenLifetimeMs'>): number {
	return Math.min(15_000, tokenLifetimeMs / 20);
}
