import type { Response as UndiciResponse } from 'undici';

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

/** The standard `Response` with all of its body in it, as plugins know it from the platform. */
export function completeResponse(response: UndiciResponse, url: string, body: Uint8Array): Response {
	// A constructed response allows 200 to 599 only, and some sites answer with 999.
	const constructible = response.status >= 200 && response.status <= 599;
	const complete = new Response(body.byteLength === 0 || withoutBody.has(response.status) ? null : new Uint8Array(body), {
		status: constructible ? response.status : 500,
		statusText: response.statusText.replace(/[^\t\x20-\x7e]/g, ''),
		headers: [...response.headers]
	});
	return Object.defineProperties(complete, { url: { value: url }, status: { value: response.status } });
}
