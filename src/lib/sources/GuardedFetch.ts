import { Agent, fetch, type Response as UndiciResponse } from 'undici';
import { AutointelError } from '#lib/errors/AutointelError';
import { addressForPeople } from './addressForPeople.js';
import { limitedBody, type WrittenBody, writeBody } from './body.js';
import { checkAddress } from './checkAddress.js';
import { completeResponse } from './completeResponse.js';
import { Deadline } from './Deadline.js';
import { fetchFailure, timedOut, tooLarge } from './fetchFailure.js';
import { defaultLimits } from './limits.js';
import { type AddressRules, publicConnector } from './publicConnector.js';
import { type Hop, isRedirect, nextHop } from './redirect.js';

/**
 * The only door to the web. It fetches http and https from public addresses, follows at most five redirects and checks each, and never
 * takes more bytes (counted after decompression) or more time than it was allowed.
 */
export class GuardedFetch {
	readonly #agent: Agent;
	readonly #trusting: Agent;
	readonly #userAgent: string;

	public constructor({ allowPrivateAddresses, rules, userAgent = 'autointel' }: GuardedFetch.Settings) {
		this.#userAgent = userAgent;
		// The deadline of each fetch covers what the agent's own time limits would.
		const connect = allowPrivateAddresses ? {} : { connect: publicConnector(rules) };
		const timeouts = { headersTimeout: 0, bodyTimeout: 0 };
		this.#agent = new Agent({ ...connect, ...timeouts });
		this.#trusting = allowPrivateAddresses ? this.#agent : new Agent(timeouts);
	}

	/**
	 * Fetches an address into memory. A status of 400 or more does not throw.
	 *
	 * @throws {AutointelError} codes `address-refused`, `too-large`, `timed-out`, `unreachable`; or the reason of `signal`, when it aborts.
	 */
	public fetch(url: string, options: GuardedFetch.Options = {}): Promise<Response> {
		return this.#exchange(url, options, async ({ response, finalUrl }, body) => {
			const chunks: Uint8Array[] = [];
			for await (const chunk of body) chunks.push(chunk);
			const { status, statusText, headers } = response;
			return completeResponse({ url: finalUrl, status, statusText, headers, body: Buffer.concat(chunks) });
		});
	}

	/**
	 * Fetches an address into a new file at `path`, flushed to the disk, whatever the status is. Nothing stays behind when it fails.
	 *
	 * @throws as `fetch` does, and what the file system throws.
	 */
	public download(url: string, options: GuardedFetch.Options, path: string): Promise<GuardedFetch.Download> {
		return this.#exchange(url, options, async ({ response, finalUrl }, body) => ({
			url: finalUrl,
			status: response.status,
			headers: Object.fromEntries(response.headers),
			...(await writeBody(body, path))
		}));
	}

	/** Breaks off what is still running. */
	public async close(): Promise<void> {
		await Promise.all([this.#agent.destroy(), ...(this.#trusting === this.#agent ? [] : [this.#trusting.destroy()])]);
	}

	async #exchange<Value>(url: string, options: GuardedFetch.Options, use: UseAnswer<Value>): Promise<Value> {
		const { maxBytes = defaultLimits.maxBytes, timeoutMs = defaultLimits.timeoutMs, signal } = options;
		signal?.throwIfAborted();
		const deadline = new Deadline(timeoutMs, signal);
		const translate = (error: unknown): never => {
			signal?.throwIfAborted();
			throw deadline.passed ? timedOut(url, timeoutMs) : fetchFailure(error, url);
		};
		try {
			const answer = await this.#follow(url, options, deadline.signal).catch(translate);
			return await use(
				answer,
				limitedBody(answer.response, maxBytes, () => tooLarge(url, maxBytes), translate)
			);
		} catch (error) {
			deadline.abort();
			throw error;
		} finally {
			deadline.clear();
		}
	}

	async #follow(url: string, options: GuardedFetch.Options, signal: AbortSignal): Promise<Answer> {
		let hop: Hop = {
			url: checkAddress(url),
			method: options.method ?? 'GET',
			headers: { 'user-agent': this.#userAgent, ...options.headers },
			body: options.body
		};
		for (let redirects = 0; redirects <= defaultLimits.maxRedirects; redirects++) {
			const { url: address, method, headers, body = null } = hop;
			const dispatcher = address.origin === options.trustedOrigin ? this.#trusting : this.#agent;
			const response = await fetch(address, { method, headers, body, signal, redirect: 'manual', dispatcher });
			const location = response.headers.get('location');
			if (!isRedirect(response.status) || location === null) return { response, finalUrl: address.href };
			await response.body?.cancel();
			hop = nextHop(hop, response.status, checkAddress(location, { from: address.href, asked: url }));
		}
		throw new AutointelError('unreachable', `${addressForPeople(url)} redirects more than ${defaultLimits.maxRedirects} times`);
	}
}

interface Answer {
	readonly response: UndiciResponse;
	readonly finalUrl: string;
}

type UseAnswer<Value> = (answer: Answer, body: AsyncIterable<Uint8Array>) => Promise<Value>;

export namespace GuardedFetch {
	export interface Settings {
		/** For tests and for operators who analyse what lies in their own network. */
		readonly allowPrivateAddresses: boolean;
		/** For tests. Default: names as the system looks them up, addresses of the public internet. */
		readonly rules?: AddressRules;
		/** How we introduce ourselves. Default: `autointel`. */
		readonly userAgent?: string;
	}

	export interface Options {
		readonly method?: 'GET' | 'HEAD' | 'POST';
		readonly headers?: Readonly<Record<string, string>>;
		readonly body?: string;
		/** Decoded bytes. Default: 10 MB. */
		readonly maxBytes?: number;
		/** From the call to the last byte, in milliseconds. Default: 30,000. */
		readonly timeoutMs?: number;
		readonly signal?: AbortSignal | undefined;
		/** As in `http://localhost:8080`: a service that the operator named, and that may lie in a private network. Nothing else may. */
		readonly trustedOrigin?: string;
	}

	export interface Download extends WrittenBody {
		/** The address after all redirects. */
		readonly url: string;
		readonly status: number;
		/** Names in lower case. */
		readonly headers: Readonly<Record<string, string>>;
	}
}
