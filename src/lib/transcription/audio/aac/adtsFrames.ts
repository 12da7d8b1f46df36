import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Stretch } from '#lib/transcription/audio/decodePackets';
import type { OnDamage } from '#lib/transcription/audio/Sound';

/**
 * The frames of a raw AAC stream, with their headers, several at a time. What else lies between them is left out, and told; the tags
 * that players put before and after them are not. Source: ISO 14496-3, annex 1.A.
 */
export async function* adtsFrames(path: string, onDamage: OnDamage): AsyncGenerator<Stretch, void, undefined> {
	let rest = Buffer.alloc(0);
	let begun = false;
	let lost = false;
	for await (const chunk of createReadStream(path, { start: await tagBytes(path), highWaterMark: bytesPerRead })) {
		const bytes = Buffer.concat([rest, chunk as Buffer]);
		let frames: Uint8Array[] = [];
		let at = 0;
		while (at + longestFrame + headerBytes <= bytes.length) {
			const length = frameLength(bytes, at);
			const isFrame = length !== undefined && followsFrame(bytes, at + length);
			if (isFrame) frames.push(bytes.subarray(at, at + length));
			else if (!lost && begun) {
				yield { packets: frames };
				frames = [];
				onDamage(new Error('there is something else between the frames'));
			}
			lost = !isFrame;
			begun ||= isFrame;
			at += isFrame ? length : 1;
		}
		if (frames.length > 0) yield { packets: frames };
		rest = bytes.subarray(at);
	}
	yield* lastFrames(rest, onDamage);
}

/** Little enough that silence, of which a frame takes a dozen bytes, does not become a hundred megabytes at once. */
const bytesPerRead = 8192;
const headerBytes = 7;
const longestFrame = 2 ** 13 - 1;

function* lastFrames(bytes: Buffer, onDamage: OnDamage): Generator<Stretch> {
	const frames: Uint8Array[] = [];
	let at = 0;
	for (let length = frameLength(bytes, at); length !== undefined && at + length <= bytes.length; length = frameLength(bytes, at)) {
		frames.push(bytes.subarray(at, at + length));
		at += length;
	}
	if (frames.length > 0) yield { packets: frames };
	if (at < bytes.length && !isTag(bytes, at)) onDamage(new Error('the last frame is not whole'));
}

/** Undefined where no frame begins. */
function frameLength(bytes: Buffer, at: number): number | undefined {
	if (at + headerBytes > bytes.length || !isSync(bytes, at)) return undefined;
	const length = (bytes.readUIntBE(at + 3, 3) >> 5) & longestFrame;
	return length < headerBytes ? undefined : length;
}

function followsFrame(bytes: Buffer, at: number): boolean {
	return isSync(bytes, at) || isTag(bytes, at);
}

function isSync(bytes: Buffer, at: number): boolean {
	return bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xf6) === 0xf0;
}

function isTag(bytes: Buffer, at: number): boolean {
	return /^(?:TAG|ID3|APE)/.test(bytes.toString('latin1', at, at + 3));
}

/** What a tag takes up at the beginning of a file. Source: ID3v2.4, section 3.1. */
async function tagBytes(path: string): Promise<number> {
	const file = await open(path);
	try {
		const { buffer } = await file.read(Buffer.alloc(10), 0, 10, 0);
		if (buffer.toString('latin1', 0, 3) !== 'ID3') return 0;
		return 10 + buffer.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 127), 0);
	} finally {
		await file.close();
	}
}
