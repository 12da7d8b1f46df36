/** A transcription service on loopback that speaks OpenAI's protocol, and misbehaves on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
	readonly path: string;
	readonly headers: IncomingMessage['headers'];
	/** Of the form, without the file. */
	readonly fields: Readonly<Record<string, string>>;
	readonly file: { readonly name: string; readonly bytes: Buffer } | undefined;
}

/** What it does with a request: answers a document, or anything else. */
export type Behaviour = (request: ReceivedRequest, response: ServerResponse) => unknown;

export const spoken = {
	task: 'transcribe',
	language: 'english',
	duration: 2,
	text: ' The council voted. Nobody was against it.',
	segments: [
		{ id: 0, start: 0, end: 1.2, text: ' The council voted.', avg_logprob: -0.105, no_speech_prob: 0.01, compression_ratio: 1.1 },
		{ id: 1, start: 1.2, end: 1.9, text: ' Nobody was against it.', avg_logprob: -0.2, no_speech_prob: 0.01, compression_ratio: 1.2 }
	]
};

export const answerWith =
	(document: unknown, status = 200, headers: Record<string, string> = {}): Behaviour =>
	(_, response) =>
		response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(document));

export class TranscriptionServer {
	public readonly requests: ReceivedRequest[] = [];
	/** For the next requests, one each; afterwards `otherwise`. */
	public readonly next: Behaviour[] = [];
	public otherwise: Behaviour = answerWith(spoken);
	readonly #server = createServer((request, response) => void this.#receive(request, response));

	public static async start(): Promise<TranscriptionServer> {
		const service = new TranscriptionServer();
		await new Promise<void>((listening) => service.#server.listen(0, '127.0.0.1', listening));
		return service;
	}

	public get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
	}

	public async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((closed) => this.#server.close(closed));
	}

	async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const form = await new Response(Buffer.concat(chunks), {
			headers: { 'content-type': request.headers['content-type'] ?? '' }
		}).formData();
		const fields: Record<string, string> = {};
		let file: ReceivedRequest['file'];
		for (const [name, value] of form) {
			if (typeof value === 'string') fields[name] = value;
			else file = { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) };
		}
		const received = { path: request.url ?? '', headers: request.headers, fields, file };
		this.requests.push(received);
		(this.next.shift() ?? this.otherwise)(received, response);
	}
}
