/** A model hub on loopback, in the shape of huggingface.co, that misbehaves on demand. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HubFaults {
	/** Breaks the connection after so many bytes of a file, at each of the next `times` requests for one. `arrived`: what is waited for first. */
	cut?: { readonly afterBytes: number; times: number; readonly arrived?: () => Promise<unknown> };
	/** Sends files whole, whatever was asked for. */
	ignoresRange?: boolean;
	/** Changes a byte of what it sends, in the next `times` answers. */
	damages?: { times: number };
	/** Sends the beginning of a file and then nothing. */
	stalls?: { times: number };
	/** Answers with this status to everything. */
	status?: number;
	/** Answers the next `times` requests with 429, and says for how many seconds it wants to be left alone. */
	busy?: { times: number; readonly retryAfter: number };
	/** Answers with a page, as the log-in of a public network does. */
	page?: string;
	/** What git calls its files. */
	oid?: string;
	/** Says that files are this much larger than they are. */
	claimsExtraBytes?: number;
	/** Sends only when this lets it. */
	gate?: Promise<void>;
	/** Lists the files so many to a page. */
	pageSize?: number;
	/** Names the next page without its host. */
	relativeLinks?: boolean;
}

export class HubServer {
	/** `GET path range`, in order. */
	public readonly requests: string[] = [];
	public faults: HubFaults = {};
	readonly #server = createServer((request, response) => void this.#answer(request, response));

	private constructor(
		private readonly id: string,
		private readonly files: Readonly<Record<string, Uint8Array>>
	) {}

	/** Large files (over 100 bytes here) have a sha-256, the others what git calls them by. */
	public static async start(id: string, files: Readonly<Record<string, Uint8Array>>): Promise<HubServer> {
		const hub = new HubServer(id, files);
		await new Promise<void>((listening) => hub.#server.listen(0, '127.0.0.1', listening));
		return hub;
	}

	public get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** How often a file was asked for. */
	public count(path: string): number {
		return this.requests.filter((request) => request.includes(`/${path} `)).length;
	}

	public async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((closed) => this.#server.close(closed));
	}

	async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', this.url);
		this.requests.push(`${request.method} ${url.pathname} ${request.headers.range ?? ''}`);
		if (this.faults.status !== undefined) {
			response.writeHead(this.faults.status).end();
			return;
		}
		const { busy } = this.faults;
		if (busy && take(busy)) {
			response.writeHead(429, { 'retry-after': String(busy.retryAfter) }).end();
			return;
		}
		if (this.faults.page !== undefined) {
			response.writeHead(200, { 'content-type': 'text/html' }).end(this.faults.page);
			return;
		}
		const file = `/${this.id}/resolve/main/`;
		if (url.pathname === `/api/models/${this.id}/tree/main`) this.#list(url, response);
		else if (url.pathname.startsWith(file)) await this.#send(decodeURIComponent(url.pathname.slice(file.length)), request, response);
		else response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Repository not found"}');
	}

	#list(url: URL, response: ServerResponse): void {
		const all = Object.entries(this.files).map(([path, bytes]) => {
			const size = bytes.length + (this.faults.claimsExtraBytes ?? 0);
			const oid = this.faults.oid ?? createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
			const lfs = { oid: createHash('sha256').update(bytes).digest('hex'), size, pointerSize: 134 };
			return { type: 'file', path, size, oid, ...(bytes.length > 100 ? { lfs } : {}) };
		});
		const entries = [{ type: 'directory', path: 'onnx', size: 0, oid: '0'.repeat(40) }, ...all];
		const { pageSize = entries.length } = this.faults;
		const from = Number(url.searchParams.get('cursor') ?? 0);
		const more = from + pageSize < entries.length;
		const next = `<${this.faults.relativeLinks ? '' : this.url}${url.pathname}?recursive=true&cursor=${from + pageSize}>; rel="next"`;
		response.writeHead(200, { 'content-type': 'application/json', ...(more ? { link: next } : {}) });
		response.end(JSON.stringify(entries.slice(from, from + pageSize)));
	}

	async #send(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
		const bytes = this.files[path];
		if (!bytes) {
			response.writeHead(404).end();
			return;
		}
		await this.faults.gate;
		const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
		const from = asked === undefined || this.faults.ignoresRange ? 0 : Number(asked);
		if (from >= bytes.length) {
			response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
			return;
		}
		const body = Buffer.from(bytes.subarray(from));
		if (take(this.faults.damages)) body[0] = (body[0] ?? 0) ^ 1;
		const range = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
		response.writeHead(from > 0 ? 206 : 200, { etag: `"${path}"`, 'content-length': body.length, ...(from > 0 ? range : {}) });
		const { cut } = this.faults;
		if (cut && body.length > cut.afterBytes && take(cut)) {
			await new Promise((sent) => response.write(body.subarray(0, cut.afterBytes), sent));
			await cut.arrived?.();
			response.destroy();
		} else if (take(this.faults.stalls)) response.write(body.subarray(0, 1));
		else response.end(body);
	}
}

function take(fault: { times: number } | undefined): boolean {
	if (!fault || fault.times <= 0) return false;
	fault.times--;
	return true;
}
