import type { REST, RequestMethod } from '@discordjs/rest';

/** The REST client itself waits so much longer than the headers say. */
const clientOffsetMs = 60;

interface Bucket {
	readonly remaining: number;
	/** Milliseconds since 1970, by this process's clock. */
	readonly resetAt: number;
}

/**
 * What Discord's headers have told about its limits: whether a request would be let through now. The REST client holds to them as well; to
 * know before asking spares what is not worth waiting for, and everything that would have to be written down for it.
 */
export class RateLimitRoom {
	/** A route's bucket, as Discord names it. */
	readonly #hashes = new Map<string, string>();
	readonly #buckets = new Map<string, Bucket>();

	public constructor(rest: Pick<REST, 'on'>) {
		rest.on('response', ({ method, path }, response) => {
			const hash = response.headers.get('x-ratelimit-bucket');
			const remaining = response.headers.get('x-ratelimit-remaining');
			const resetAfter = response.headers.get('x-ratelimit-reset-after');
			if (hash === null || remaining === null || resetAfter === null) return;
			this.#hashes.set(shapeOf(method, path), hash);
			this.#buckets.set(`${hash}:${majorOf(path)}`, {
				remaining: Number(remaining),
				resetAt: Date.now() + Number(resetAfter) * 1000 + clientOffsetMs
			});
			this.#sweep();
		});
	}

	/** Milliseconds until a request would be let through and `reserve` more after it; 0: now, as far as is known. */
	public waitFor(method: `${RequestMethod}`, path: `/${string}`, reserve = 0): number {
		const bucket = this.#buckets.get(`${this.#hashes.get(shapeOf(method, path))}:${majorOf(path)}`);
		if (bucket === undefined || bucket.remaining > reserve) return 0;
		return Math.max(0, bucket.resetAt - Date.now());
	}

	/** Interaction tokens have buckets of their own, and there are many. */
	#sweep(): void {
		if (this.#buckets.size < 1000) return;
		const now = Date.now();
		for (const [key, { resetAt }] of this.#buckets) if (resetAt < now) this.#buckets.delete(key);
	}
}

/** What requests of one route have in common. Whatever stands for one thing is left out, tokens too. */
function shapeOf(method: string, path: string): string {
	const shape = path.replace(/(\/webhooks\/\d+\/)[^/?]+/u, '$1:token').replace(/\d{15,}|@original/gu, ':id');
	return `${method.toUpperCase()}:${shape}`;
}

/** What a bucket is kept for: a channel, a server, a webhook with its token. */
function majorOf(path: string): string {
	return /^\/(?:webhooks\/\d+\/[^/?]+|(?:channels|guilds|webhooks)\/\d+)/u.exec(path)?.[0] ?? 'global';
}
