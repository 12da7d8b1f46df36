// Reads a request's body: JSON, or multipart with payload_json and files[n]. Discord takes 25 MiB at most.
import type { IncomingMessage } from 'node:http';
import type { UploadedFile } from '../model/AttachmentStore.js';
import { invalidJson, tooLarge } from './ApiError.js';
import type { ReadBody } from './ApiRequest.js';

const largestRequest = 25 * 1024 * 1024;

export async function readBytes(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

export async function parseBody(bytes: Buffer, contentType: string | undefined): Promise<ReadBody> {
	if (bytes.length > largestRequest) throw tooLarge();
	if (bytes.length === 0) return { json: undefined, files: new Map() };
	if (contentType?.startsWith('multipart/form-data')) return parseMultipart(bytes, contentType);
	return { json: parseJson(bytes.toString('utf8')), files: new Map() };
}

async function parseMultipart(bytes: Buffer, contentType: string): Promise<ReadBody> {
	const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
	const files = new Map<string, UploadedFile>();
	let json: unknown = {};
	for (const [name, value] of form) {
		const index = /^files\[(\d+)\]$/.exec(name)?.[1];
		if (typeof value === 'string') {
			if (name === 'payload_json') json = parseJson(value);
		} else if (index !== undefined) {
			const data = Buffer.from(await value.arrayBuffer());
			files.set(index, { name: value.name, data, ...(value.type === '' ? {} : { contentType: value.type }) });
		}
	}
	return { json, files };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw invalidJson();
	}
}
