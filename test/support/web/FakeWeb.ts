import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { builtinWorld } from './builtinWorld.js';
import { bluesky, hackernews, mastodon, reddit } from './services/discussions.js';
import type { Reply } from './services/Reply.js';
import { pages, searxng } from './services/searxng.js';
import { wikidata } from './services/wikidata.js';
import { wikipedia } from './services/wikipedia.js';
import type { World } from './World.js';

const services = { wikipedia, wikidata, searxng, pages, hackernews, reddit, bluesky, mastodon } as const;

export type ServiceName = keyof typeof services;

/**
 * How a service misbehaves: it answers with a status, never answers, breaks the connection off, answers with a page where data was asked
 * for, with JSON of another shape, or stops in the middle of it.
 */
export type Fault =
	| { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
	| 'hang'
	| 'drop'
	| 'html'
	| 'shape'
	| 'truncated';

/** The public services that we search, on the loopback address, in their real protocols; each below a folder of its name. */
export class FakeWeb {
	/** `service /path?query` of every request so far. */
	public readonly requests: string[] = [];
	readonly #faults = new Map<ServiceName, Fault>();

	private constructor(
		private readonly server: Server,
		public readonly world: World,
		/** As in `http://127.0.0.1:1234`. */
		public readonly url: string
	) {}

	public static async open(world: Partial<World> = {}): Promise<FakeWeb> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const web = new FakeWeb(server, { ...builtinWorld, ...world }, `http://127.0.0.1:${port}`);
		server.on('request', (request, response) => web.#serve(request, response));
		return web;
	}

	/** What an operator would set to use these services instead of the real ones. */
	public get settings() {
		return {
			SEARCH_URL: `${this.url}/searxng`,
			WIKIPEDIA_URL: `${this.url}/wikipedia`,
			WIKIDATA_URL: `${this.url}/wikidata`,
			HACKERNEWS_URL: `${this.url}/hackernews`,
			REDDIT_URL: `${this.url}/reddit`,
			BLUESKY_URL: `${this.url}/bluesky`,
			MASTODON_URL: `${this.url}/mastodon`
		};
	}

	/** From now on, until `heal`. */
	public fail(service: ServiceName, fault: Fault): void {
		this.#faults.set(service, fault);
	}

	public heal(service: ServiceName): void {
		this.#faults.delete(service);
	}

	/** How often a service was asked. */
	public asked(service: ServiceName): number {
		return this.requests.filter((request) => request.startsWith(`${service} `)).length;
	}

	public close(): Promise<void> {
		return new Promise((resolve, reject) => {
			this.server.close((error) => (error ? reject(error) : resolve()));
			this.server.closeAllConnections();
		});
	}

	#serve(request: IncomingMessage, response: ServerResponse): void {
		const [, name = '', rest = '/'] = /^\/([a-z]+)(\/.*)?$/.exec(request.url ?? '') ?? [];
		if (!isService(name)) {
			response.writeHead(404).end();
			return;
		}
		this.requests.push(`${name} ${rest}`);
		const base = `${this.url}/${name}`;
		const reply = services[name](new URL(rest, this.url), this.world, base, this.url);
		const fault = this.#faults.get(name);
		if (fault === undefined) send(response, reply);
		else misbehave(response, reply, fault);
	}
}

function isService(name: string): name is ServiceName {
	return Object.hasOwn(services, name);
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Reply): void {
	const isText = typeof body === 'string';
	response.writeHead(status, { 'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8', ...headers });
	response.end(isText ? body : JSON.stringify(body));
}

function misbehave(response: ServerResponse, reply: Reply, fault: Fault): void {
	if (fault === 'hang') return;
	if (fault === 'drop') response.destroy();
	else if (fault === 'html') send(response, { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Hello</title>' });
	else if (fault === 'shape') send(response, { body: { something: ['else'] } });
	else if (fault === 'truncated')
		send(response, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(reply.body).slice(0, -20) });
	else send(response, { ...fault, body: { error: 'as the test wants it' } });
}
