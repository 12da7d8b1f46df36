import { open } from 'node:fs/promises';
import {
	ADTS,
	FilePathSource,
	FLAC,
	Input,
	type InputAudioTrack,
	Logging,
	LogLevel,
	MATROSKA,
	MP3,
	MP4,
	MPEG_TS,
	OGG,
	QTFF,
	UnsupportedInputFormatError,
	WEBM
} from 'mediabunny';
import { AudioError } from './AudioError.js';
import { matroskaIsIntact } from './matroskaIsIntact.js';
import type { FilePart } from './oggLinks.js';

/**
 * All that mediabunny knows but WAV, which we read ourselves, and HLS: a playlist makes it read whatever other files of this machine are
 * named there.
 */
const formats = [MP4, QTFF, MATROSKA, WEBM, OGG, FLAC, MP3, ADTS, MPEG_TS];

/** A file of which the outside is understood. To be closed. */
export interface Container {
	/** `MP4`, `Ogg`, `WebM` … */
	readonly format: string;
	/** `aac`, `opus` …; undefined for one that needs ffmpeg. */
	readonly codec: string | undefined;
	readonly track: InputAudioTrack;
	/** The codec's own header. */
	readonly description: Uint8Array | undefined;
	readonly rate: number;
	readonly channels: number;
	/** What the file says; undefined when it says nothing. */
	readonly seconds: number | undefined;
	/** When the file begins, on the clock of its packets: the sound may begin later than the picture. Seconds. */
	readonly start: number;
	close(): void;
}

/**
 * Looks into a container for its track of sound.
 *
 * @param name how messages call the file
 * @param part default: all of it
 * @returns undefined for what is no container, or none that we know
 * @throws {AudioError} `no-audio-track`; `encrypted-audio`; `damaged-audio` when not even a table of contents is there
 */
export async function openContainer(path: string, name: string, part?: FilePart): Promise<Container | undefined> {
	const signature = await readSignature(path);
	if (signature === programStream) return undefined;
	if (signature === matroska && !(await matroskaIsIntact(path))) throw damaged(name, 'something else lies between its parts');
	Logging.level = LogLevel.Silent;
	const file = new FilePathSource(path);
	const input = new Input({ source: part === undefined ? file : file.slice(part.start, part.end - part.start), formats });
	try {
		return await read(input, name);
	} catch (error) {
		input.dispose();
		if (error instanceof UnsupportedInputFormatError) return undefined;
		if (error instanceof AudioError) throw error;
		throw damaged(name, withoutContents, error);
	}
}

async function read(input: Input, name: string): Promise<Container> {
	const { name: format } = await input.getFormat();
	const track = await input.getPrimaryAudioTrack();
	if (track === null) {
		const tracks = await input.getTracks();
		if (tracks.length === 0) throw damaged(name, withoutContents);
		throw new AudioError('no-audio-track', `${name} has no sound: nothing but pictures or text is in this ${format}`, {
			hint: 'Choose a file with a sound track.'
		});
	}
	if (encrypted.has(String(await track.getInternalCodecId()))) {
		throw new AudioError('encrypted-audio', `${name} is encrypted`, { hint: 'Get a copy without copy protection.' });
	}
	const seconds = await track.getDurationFromMetadata();
	const config = await track.getDecoderConfig();
	return {
		format,
		codec: (await track.getCodec()) ?? undefined,
		track,
		description: config?.description === undefined ? undefined : bytesOf(config.description),
		rate: await track.getSampleRate(),
		channels: await track.getNumberOfChannels(),
		start: await input.getFirstTimestamp(),
		seconds: seconds !== null && seconds > 0 ? seconds : undefined,
		close: () => input.dispose()
	};
}

/** How MP4 files call a sound that was encrypted. Source: ISO 14496-12, section 8.12; `drms` are Apple's. */
const encrypted: ReadonlySet<string> = new Set(['enca', 'drms']);

/** An old kind of film. mediabunny finds the frames of its sound and takes it for an MP3. Source: ISO 13818-1, section 2.5. */
const programStream = 0x000001ba;
/** Of WebM too. Source: RFC 8794, section 11.2.1. */
const matroska = 0x1a45dfa3;

/** The first four bytes. */
async function readSignature(path: string): Promise<number> {
	const file = await open(path);
	try {
		const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
		return buffer.readUInt32BE(0);
	} finally {
		await file.close();
	}
}

function damaged(name: string, what: string, cause?: unknown): AudioError {
	return new AudioError('damaged-audio', `${name} is broken: ${what}`, {
		cause,
		hint: 'Get the file again; if it was recorded, the recording was not finished.'
	});
}

const withoutContents = 'it ends before, or has no, table of its contents';

function bytesOf(source: ArrayBufferView | ArrayBufferLike): Uint8Array {
	return ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);
}
