const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

/** What came from the web, complete. */
export interface CompleteAnswer {
	/** The address after all redirects. */
	readonly url: string;
	readonly status: number;
	readonly statusText?: string;
	readonly headers: Iterable<readonly [name: string, value: string]>;
	readonly body: Uint8Array;
}

/** The standard `Response` with all of its body in it, as plugins know it from the platform. */
export function completeResponse({ url, status, statusText = '', headers, body }: CompleteAnswer): Response {
	// A constructed response allows 200 to 599 only, and some sites answer with 999.
	const constructible = status >= 200 && status <= 599;
	const complete = new Response(body.byteLength === 0 || withoutBody.has(status) ? null : new Uint8Array(body), {
		status: constructible ? status : 500,
		statusText: statusText.replace(/[^\t\x20-\x7e]/g, ''),
		headers: [...headers].map(([name, value]) => [name, value])
	});
	return Object.defineProperties(complete, { url: { value: url }, status: { value: status } });
}
