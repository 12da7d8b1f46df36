import { createReadStream } from 'node:fs';
import type { FilePart } from './oggLinks.js';
import type { OnDamage, Sound } from './Sound.js';

/** What the WebAssembly decoders have in common that find the frames in a file's bytes themselves. */
interface BytesDecoder {
	readonly ready: Promise<void>;
	decode(bytes: Uint8Array): Decoded | Promise<Decoded>;
	flush?(): Promise<Decoded>;
	free(): void;
}

interface Decoded {
	readonly channelData: readonly Float32Array[];
	readonly samplesDecoded: number;
	readonly sampleRate: number;
	readonly errors: readonly { readonly message: string }[];
}

/** Little enough that even silence, which compresses a thousandfold, does not come out as a hundred megabytes at once. */
const bytesPerCall = 1024;

/** Decodes a file, or a part of it, from its first byte to its last. */
export async function* decodeBytes(
	path: string,
	decoder: BytesDecoder,
	onDamage: OnDamage,
	part?: FilePart
): AsyncGenerator<Sound, void, undefined> {
	await decoder.ready;
	const range = part === undefined ? {} : { start: part.start, end: part.end - 1 };
	try {
		for await (const bytes of createReadStream(path, { highWaterMark: bytesPerCall, ...range }))
			yield* asSound(await decoder.decode(bytes), onDamage);
		if (decoder.flush !== undefined) yield* asSound(await decoder.flush(), onDamage);
	} catch (error) {
		onDamage(error);
	} finally {
		decoder.free();
	}
}

/** Errors of a decoder are about single frames: it goes on with the next one. */
export function* asSound({ channelData, samplesDecoded, sampleRate, errors }: Decoded, onDamage: OnDamage): Generator<Sound> {
	for (const { message } of errors) onDamage(new Error(message));
	if (samplesDecoded === 0 || channelData.length === 0) return;
	yield { rate: sampleRate, channels: channelData.map((channel) => channel.subarray(0, samplesDecoded)) };
}
