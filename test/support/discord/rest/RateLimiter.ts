// Counts requests per bucket in fixed windows of real time (clients really wait), and says what the headers must say.
import { createHash } from 'node:crypto';
import type { EmulatorOptions } from '../EmulatorOptions.js';
import { type Bucket, defaultRules, type RateLimit } from './rateLimitRules.js';

interface Window {
	readonly endsAt: number;
	used: number;
}

export interface Verdict {
	readonly headers: Readonly<Record<string, string>>;
	/** Set where the request is refused: seconds to wait. */
	readonly retryAfter?: number;
	readonly global?: boolean;
}

export class RateLimiter {
	readonly #options: EmulatorOptions;
	readonly #windows = new Map<string, Window>();

	public constructor(options: EmulatorOptions) {
		this.#options = options;
	}

	/** Counts one request. `major` is the part of the path a bucket is kept for: a channel, a webhook's token. */
	public admit(bucket: Bucket, major: string, countsGlobally: boolean): Verdict {
		if (this.#options.rateLimits === 'loose') return { headers: {} };
		const rules = { ...defaultRules, ...this.#options.rateLimits };
		const everything = countsGlobally ? this.#count('global', rules.global) : undefined;
		if (everything?.refused) {
			const wait = this.#secondsTo(everything.window);
			return {
				headers: { 'retry-after': `${Math.ceil(wait)}`, 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
				retryAfter: wait,
				global: true
			};
		}
		const rule = rules[bucket];
		const { window, refused } = this.#count(`${bucket}:${major}`, rule);
		const wait = this.#secondsTo(window);
		const headers = {
			'x-ratelimit-limit': `${rule.limit}`,
			'x-ratelimit-remaining': `${rule.limit - window.used}`,
			'x-ratelimit-reset': (window.endsAt / 1000).toFixed(3),
			'x-ratelimit-reset-after': wait.toFixed(3),
			'x-ratelimit-bucket': createHash('sha256').update(bucket).digest('hex').slice(0, 32)
		};
		if (!refused) return { headers };
		return { headers: { ...headers, 'retry-after': `${Math.ceil(wait)}`, 'x-ratelimit-scope': 'user' }, retryAfter: wait };
	}

	#count(key: string, rule: RateLimit): { readonly window: Window; readonly refused: boolean } {
		const now = Date.now();
		const running = this.#windows.get(key);
		const window = running && running.endsAt > now ? running : { endsAt: now + rule.perMs, used: 0 };
		this.#windows.set(key, window);
		const refused = window.used >= rule.limit;
		if (!refused) window.used++;
		return { window, refused };
	}

	#secondsTo(window: Window): number {
		return Math.max(1, window.endsAt - Date.now()) / 1000;
	}
}
