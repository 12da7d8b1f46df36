import type { StageContext } from 'autointel';
import { refusedByWeb } from './webFailures.js';

/** What a server says about an address without sending it. */
export interface ProbedUrl {
	/** After all redirects. */
	readonly url: string;
	readonly contentType?: string;
	readonly bytes?: number;
}

/**
 * Asks for the head of an address. `undefined`: the server does not answer such questions.
 *
 * @throws {StageFailure} `address-refused`; and whatever else keeps the server from being reached.
 */
export async function probeUrl(url: string, { fetch }: Pick<StageContext<unknown, unknown>, 'fetch'>): Promise<ProbedUrl | undefined> {
	const response = await fetch(url, { method: 'HEAD', timeoutMs: 10_000 }).catch((error: unknown) => {
		throw refusedByWeb(error);
	});
	if (!response.ok) return undefined;
	const contentType = response.headers.get('content-type');
	const length = response.headers.get('content-length');
	// What is transferred is not what arrives when it is compressed.
	const bytes = length === null || response.headers.has('content-encoding') ? Number.NaN : Number(length);
	return {
		url: response.url,
		...(contentType === null ? {} : { contentType }),
		...(Number.isSafeInteger(bytes) && bytes > 0 ? { bytes } : {})
	};
}
