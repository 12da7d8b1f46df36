import { ALL_FORMATS, FilePathSource, Input, type InputAudioTrack, Logging, LogLevel, UnsupportedInputFormatError } from 'mediabunny';
import { AudioError } from './AudioError.js';

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
	close(): void;
}

/**
 * Looks into a container for its track of sound.
 *
 * @param name how messages call the file
 * @returns undefined for what is no container, or none that we know
 * @throws {AudioError} `no-audio-track`; `damaged-audio` when not even a table of contents is there
 */
export async function openContainer(path: string, name: string): Promise<Container | undefined> {
	Logging.level = LogLevel.Silent;
	const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
	try {
		return await read(input, name);
	} catch (error) {
		input.dispose();
		if (error instanceof UnsupportedInputFormatError) return undefined;
		if (error instanceof AudioError) throw error;
		throw damaged(name, error);
	}
}

async function read(input: Input, name: string): Promise<Container> {
	const { name: format } = await input.getFormat();
	const track = await input.getPrimaryAudioTrack();
	if (track === null) {
		const tracks = await input.getTracks();
		if (tracks.length === 0) throw damaged(name);
		throw new AudioError('no-audio-track', `${name} has no sound: it is a ${format} with nothing but pictures or text`, {
			hint: 'Choose a file with a sound track.'
		});
	}
	const config = await track.getDecoderConfig();
	return {
		format,
		codec: (await track.getCodec()) ?? undefined,
		track,
		description: config?.description === undefined ? undefined : bytesOf(config.description),
		rate: await track.getSampleRate(),
		channels: await track.getNumberOfChannels(),
		seconds: (await track.getDurationFromMetadata()) ?? undefined,
		close: () => input.dispose()
	};
}

function damaged(name: string, cause?: unknown): AudioError {
	return new AudioError('damaged-audio', `${name} is broken: it ends before, or has no, table of its contents`, {
		cause,
		hint: 'Get the file again; if it was recorded, the recording was not finished.'
	});
}

function bytesOf(source: ArrayBufferView | ArrayBufferLike): Uint8Array {
	return ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);
}
