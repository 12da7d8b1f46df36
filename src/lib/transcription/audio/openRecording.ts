import { AudioError } from './AudioError.js';
import type { AudioSource } from './AudioSource.js';
import { chooseDecoder, type Decode } from './chooseDecoder.js';
import { decodeWithFfmpeg, type FfmpegOptions } from './decodeWithFfmpeg.js';
import { oggLinks } from './oggLinks.js';
import { type Container, openContainer } from './openContainer.js';
import { canResample } from './Resampler.js';
import { recognizeForeign } from './recognizeForeign.js';
import { toWhisperRate } from './toWhisperRate.js';
import { decodeWav } from './wav/decodeWav.js';
import { openWav } from './wav/openWav.js';
import { wavEncodings } from './wav/wavSamples.js';

/** What a recording says about itself, and what will read it. Plain data. */
export interface AudioProbe {
	/** Container and codec: `MP4 aac`, `WAVE s16`, `AMR`; undefined when nothing is known about the file. */
	readonly format: string | undefined;
	readonly decoder: 'built-in' | 'ffmpeg';
	/** Where the file says so; it may lie. */
	readonly seconds?: number;
	/** Samples per second. */
	readonly rate?: number;
	readonly channels?: number;
}

/** A recording of which it is known how it will be decoded. To be closed. */
export interface Recording {
	readonly probe: AudioProbe;
	/** What is wrong with the file, by our own readers. ffmpeg knows more kinds: if it cannot read the file either, this is what to say. */
	readonly broken?: AudioError;
	/** @returns 16 kHz mono */
	decode(options: FfmpegOptions): AsyncGenerator<Float32Array, void, undefined>;
	close(): void;
}

/** Looks at a file and chooses its decoder: one of our own wherever there is one, so that the result is the same on every machine. */
export async function openRecording(source: AudioSource): Promise<Recording> {
	return (await openAsWav(source)) ?? (await openAsContainer(source)) ?? openWithFfmpeg(source, await recognizeForeign(source));
}

async function openAsWav(source: AudioSource): Promise<Recording | undefined> {
	const header = await openWav(source);
	if (header === undefined || !canResample(header.rate)) return undefined;
	const { encoding, channels, rate, length } = header;
	const seconds = length / (wavEncodings[encoding].bytes * channels * rate);
	return {
		probe: { format: `WAVE ${encoding}`, decoder: 'built-in', seconds, rate, channels },
		decode: () => toWhisperRate(decodeWav(source.path, header)),
		close: () => {}
	};
}

async function openAsContainer(source: AudioSource): Promise<Recording | undefined> {
	let container: Container | undefined;
	try {
		container = await openContainer(source.path, source.name);
	} catch (error) {
		if (!(error instanceof AudioError) || error.code !== 'damaged-audio') throw error;
		return openWithFfmpeg(source, undefined, error);
	}
	if (container === undefined) return undefined;
	const { format: outside, codec = '', seconds, rate, channels } = container;
	const format = `${outside} ${codec}`.trim();
	const chosen = canResample(rate) ? chooseDecoder(source.path, container) : undefined;
	const decode = outside === 'Ogg' && chosen !== undefined ? linkByLink(source) : chosen;
	return {
		probe: { format, decoder: decode === undefined ? 'ffmpeg' : 'built-in', ...(seconds === undefined ? {} : { seconds }), rate, channels },
		decode: decode ?? ((options) => decodeWithFfmpeg(source, format, options)),
		close: () => container.close()
	};
}

function openWithFfmpeg(source: AudioSource, format: string | undefined, broken?: AudioError): Recording {
	return {
		probe: { format, decoder: 'ffmpeg' },
		...(broken === undefined ? {} : { broken }),
		decode: (options) => decodeWithFfmpeg(source, format, { ...options, broken }),
		close: () => {}
	};
}

/** Each of the recordings that an Ogg file may have one after the other. */
function linkByLink({ path, name }: AudioSource): Decode {
	return async function* (options) {
		for await (const link of oggLinks(path)) {
			const container = await openContainer(path, name, link).catch(options.onDamage);
			try {
				const decode = container && chooseDecoder(path, container, link);
				if (decode === undefined) options.onDamage(new Error('a part of it cannot be read'));
				else yield* decode(options);
				if (link.isDamaged) options.onDamage(new Error('something else lies between its pages'));
			} finally {
				container?.close();
			}
		}
	};
}
