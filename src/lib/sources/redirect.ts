/** One hop of a fetch. */
export interface Hop {
	readonly url: URL;
	readonly method: 'GET' | 'HEAD' | 'POST';
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | undefined;
}

const statuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export function isRedirect(status: number): boolean {
	return statuses.has(status);
}

/** The next hop, as the Fetch standard has it: what was posted is not posted again (but for 307 and 308), and secrets stay with their host. */
export function nextHop(hop: Hop, status: number, url: URL): Hop {
	const drop = new Set<string>(hop.url.origin === url.origin ? [] : ['authorization', 'cookie', 'proxy-authorization']);
	const becomesGet = hop.method === 'POST' && status !== 307 && status !== 308;
	if (becomesGet) for (const name of ['content-type', 'content-length', 'content-encoding', 'content-language']) drop.add(name);
	return {
		url,
		method: becomesGet ? 'GET' : hop.method,
		headers: Object.fromEntries(Object.entries(hop.headers).filter(([name]) => !drop.has(name.toLowerCase()))),
		body: becomesGet ? undefined : hop.body
	};
}
