/** How long a server asks to be left alone, in milliseconds: `Retry-After` in seconds or as a date, or OpenAI's `Retry-After-Ms`. */
export function retryAfterMs(headers: Headers | undefined, now = Date.now()): number | undefined {
	const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN);
	if (Number.isFinite(exact)) return Math.max(0, exact);
	const text = headers?.get('retry-after');
	if (text === null || text === undefined) return undefined;
	const seconds = Number(text);
	const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - now;
	return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
