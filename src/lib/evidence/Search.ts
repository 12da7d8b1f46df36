import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { AutointelError } from '#lib/errors/AutointelError';
import type { Cache } from '#lib/results/Cache';
import type { GuardedFetch } from '#lib/sources/GuardedFetch';
import { checkFound } from './checkFound.js';
import { getJson, RateLimited } from './getJson.js';
import { mergeHits } from './mergeHits.js';
import type { SearchAddresses } from './SearchAddresses.js';
import type { BackendReport, FoundItem, SearchAnswer, SearchHit, SearchKind, SearchOptions } from './SearchAnswer.js';
import type { BackendQuery, SearchBackend } from './SearchBackend.js';

export interface SearchServices {
	readonly backends: readonly SearchBackend[];
	readonly addresses: SearchAddresses;
	readonly web: Pick<GuardedFetch, 'fetch'>;
	readonly cache: Pick<Cache, 'get' | 'set'>;
	readonly logger: Pick<Logger, 'debug' | 'warn'>;
	/** How long one question to a back end may take, in milliseconds. Default: 8,000. */
	readonly timeoutMs?: number;
}

/** Milliseconds. What works of reference and the web say keeps for a day, what people discuss for an hour. */
const freshMs: Readonly<Record<SearchKind, number>> = { web: 86_400_000, reference: 86_400_000, discussion: 3_600_000 };
/** Milliseconds: a back end that could not be reached is left alone for so long, and nobody waits for it in vain again. */
const restMs = 60_000;
const longestRestMs = 900_000;

/**
 * Asks search back ends: all at once, each for one thing at a time. Answers are kept for a while. One that fails is reported, and costs
 * nobody else anything.
 */
export class Search {
	readonly #services: SearchServices;
	readonly #resting = new Map<string, { readonly until: number; readonly failure: string }>();
	readonly #lanes = new Map<string, Promise<unknown>>();

	public constructor(services: SearchServices) {
		// They are loaded in whatever order: the same question has the same answer every time.
		this.#services = { ...services, backends: [...services.backends].sort((one, other) => one.name.localeCompare(other.name)) };
	}

	/** Never throws because of a back end. @throws the reason of the signal, when it aborts */
	public async search(text: string, options: SearchOptions, signal: AbortSignal): Promise<SearchAnswer> {
		const { language = 'en', limit = 5 } = options;
		const query: BackendQuery = {
			text: text.replace(/\s+/g, ' ').trim(),
			language: primaryLanguage(language),
			limit: Math.min(20, Math.max(1, Math.floor(limit)))
		};
		const answers = await Promise.all(
			this.#wanted(options).map(({ backend, address }) =>
				this.#ask(backend, address.replaceAll('{language}', query.language), query, signal)
			)
		);
		return {
			hits: mergeHits(answers.map(({ hits }) => hits)),
			backends: answers.map(({ report }) => report)
		};
	}

	/** Asks nobody. `failure`: what the answer says of each back end that would have been asked, as in `BackendReport`. */
	public withhold(options: SearchOptions, failure: string): SearchAnswer {
		const backends = this.#wanted(options).map(({ backend: { name, definition } }) => ({ name, title: definition.title, failure }));
		return { hits: [], backends };
	}

	#wanted({ kinds = ['web', 'reference'], backends }: SearchOptions): readonly { backend: SearchBackend; address: string }[] {
		return this.#services.backends.flatMap((backend) => {
			const address = backend.definition.address(this.#services.addresses)?.replace(/\/+$/, '');
			const isWanted = kinds.includes(backend.definition.kind) && (backends?.includes(backend.name) ?? true);
			return isWanted && address !== undefined ? [{ backend, address }] : [];
		});
	}

	async #ask(backend: SearchBackend, address: string, query: BackendQuery, signal: AbortSignal): Promise<Asked> {
		const report: BackendReport = { name: backend.name, title: backend.definition.title };
		try {
			const found = await this.#answer(backend, address, query, signal);
			return { report, hits: found.map((item) => ({ ...item, backend: backend.name })) };
		} catch (error) {
			signal.throwIfAborted();
			return { report: { ...report, failure: this.#failure(backend, address, error) }, hits: [] };
		}
	}

	async #answer(backend: SearchBackend, address: string, query: BackendQuery, signal: AbortSignal): Promise<readonly FoundItem[]> {
		const { cache } = this.#services;
		const key = createHash('sha256')
			.update(JSON.stringify([backend.name, address, query]))
			.digest('hex');
		const kept = await cache.get('search', key);
		if (Array.isArray(kept)) return checkFound(kept);
		return this.#inTurn(address, async () => {
			signal.throwIfAborted();
			const resting = this.#resting.get(address);
			if (resting && resting.until > Date.now()) throw new AutointelError('resting', resting.failure);
			const { web, timeoutMs = 8000 } = this.#services;
			const door = { web, timeoutMs, trustedOrigin: new URL(address).origin, signal };
			const found = await backend.definition.search(query, { address, get: (url, schema) => getJson(url, schema, door) });
			const items = checkFound(found).slice(0, query.limit);
			await cache.set('search', key, [...items], freshMs[backend.definition.kind]);
			return items;
		});
	}

	/** Public services ask for one question at a time. */
	#inTurn<Value>(address: string, work: () => Promise<Value>): Promise<Value> {
		const before = this.#lanes.get(address) ?? Promise.resolve();
		const turn = before.then(work);
		this.#lanes.set(
			address,
			turn.catch(() => {})
		);
		return turn;
	}

	#failure(backend: SearchBackend, address: string, error: unknown): string {
		if (!(error instanceof AutointelError)) {
			this.#services.logger.warn({ err: error, backend: backend.name }, 'a search back end is broken');
			return 'is broken';
		}
		const rest = restOf(error);
		if (rest > 0) this.#resting.set(address, { until: Date.now() + rest, failure: error.message });
		this.#services.logger.debug({ backend: backend.name, code: error.code, reason: error.message }, 'a search back end gave nothing');
		return error.message;
	}
}

/** Where the language is not known (`und`), English: what most is written in. */
function primaryLanguage(tag: string): string {
	const primary = tag.split('-')[0]?.toLowerCase() ?? '';
	return primary === '' || primary === 'und' ? 'en' : primary;
}

interface Asked {
	readonly report: BackendReport;
	readonly hits: readonly SearchHit[];
}

/** Milliseconds. */
function restOf(error: AutointelError): number {
	if (error instanceof RateLimited) return Math.min(longestRestMs, Math.max(restMs, error.retryAfterMs ?? 0));
	return error.code === 'unreachable' || error.code === 'timed-out' || /^http-(?:401|403|5\d\d)$/.test(error.code) ? restMs : 0;
}
