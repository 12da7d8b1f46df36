export interface Backoff {
	/** Milliseconds before the first repeat; doubles each time. */
	readonly firstMs: number;
	readonly longestMs: number;
}

/** How long to wait before the next attempt, in milliseconds: between half of the doubled time and all of it, so that crowds scatter. */
export function backoffDelay(failures: number, { firstMs, longestMs }: Backoff, random: () => number = Math.random): number {
	const full = Math.min(longestMs, firstMs * 2 ** (failures - 1));
	return full / 2 + (full / 2) * random();
}
