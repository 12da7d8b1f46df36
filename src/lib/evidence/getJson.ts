import type { z } from 'zod';
import { AutointelError } from '#lib/errors/AutointelError';
import type { GuardedFetch } from '#lib/sources/GuardedFetch';

/** Decoded bytes. */
const maxBytes = 5_000_000;

export interface JsonDoor {
	readonly web: Pick<GuardedFetch, 'fetch'>;
	/** May lie in a private network: the operator named it. */
	readonly trustedOrigin: string;
	readonly signal: AbortSignal;
	/** From the call to the last byte, in milliseconds. */
	readonly timeoutMs: number;
}

/**
 * Fetches JSON from a back end.
 *
 * @throws {AutointelError} `http-…`, `rate-limited`, `not-json`, `unexpected-answer`, and what `GuardedFetch` throws; the message is the
 * end of a sentence that begins with the back end's name. The reason of the signal, when it aborts.
 */
export async function getJson<Value>(url: string | URL, schema: z.ZodType<Value>, door: JsonDoor): Promise<Value> {
	const { web, trustedOrigin, signal, timeoutMs } = door;
	const headers = { accept: 'application/json' };
	const response = await web.fetch(String(url), { headers, maxBytes, timeoutMs, trustedOrigin, signal }).catch((error: unknown) => {
		signal.throwIfAborted();
		throw shortened(error);
	});
	if (response.status === 429) throw new RateLimited(response.headers.get('retry-after'));
	if (!response.ok) throw new AutointelError(`http-${response.status}`, statusMeaning(response.status));
	const parsed = schema.safeParse(await response.json().catch(() => undefined));
	if (!parsed.success) throw new AutointelError('unexpected-answer', 'answers with something else than search results');
	return parsed.data;
}

export class RateLimited extends AutointelError {
	/** How long it wants to be left alone, in milliseconds, where it says so. */
	public readonly retryAfterMs: number | undefined;

	public constructor(retryAfter: string | null) {
		super('rate-limited', 'wants no more questions for now');
		const seconds = Number(retryAfter ?? Number.NaN);
		const until = Date.parse(retryAfter ?? '');
		if (Number.isFinite(seconds)) this.retryAfterMs = seconds * 1000;
		else this.retryAfterMs = Number.isNaN(until) ? undefined : until - Date.now();
	}
}

function statusMeaning(status: number): string {
	if (status === 401 || status === 403) return `does not answer without a log-in (${status})`;
	return status >= 500 ? `cannot answer at the moment (${status})` : `refuses the question (${status})`;
}

const meanings: Readonly<Record<string, string>> = {
	unreachable: 'cannot be reached',
	'timed-out': 'does not answer in time',
	'too-large': 'answers with more than can be taken in',
	'address-refused': 'has an address that is refused'
};

/** Without the address: the back end's name is what people know. */
function shortened(error: unknown): unknown {
	if (!(error instanceof AutointelError)) return error;
	const meaning = meanings[error.code];
	return meaning === undefined ? error : new AutointelError(error.code, meaning, { cause: error });
}
