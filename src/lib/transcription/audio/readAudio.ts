import { AudioError } from './AudioError.js';

/** Samples per second of everything that comes out of this room and goes into the others. */
export const sampleRate = 16_000;

export interface ReadAudioOptions {
	/** The program to call for what the built-in decoders cannot read. Default: `ffmpeg`, from the PATH. */
	readonly ffmpegPath?: string | undefined;
	readonly signal: AbortSignal;
	/** A recording that turns out longer ends with `audio-too-long`. */
	readonly maxSeconds?: number | undefined;
	/** Called at most once per code, before the iteration ends: what can be heard is delivered, but something is wrong with the rest. */
	readonly onNotice?: ((notice: AudioNotice) => void) | undefined;
}

/** Something that a reader of the transcript should know. Plain data. */
export interface AudioNotice {
	readonly code: 'truncated' | 'damaged';
	/** One line, naming the file and the time from which on something is missing. */
	readonly message: string;
}

/** What a recording says about itself, and what will read it. Plain data. */
export interface AudioProbe {
	readonly format: string;
	readonly decoder: 'built-in' | 'ffmpeg';
	/** Seconds, where the file says so; a header may lie. */
	readonly seconds?: number;
	readonly sampleRate?: number;
	readonly channels?: number;
}

/**
 * The sound of a file: 16 kHz, mono, in [-1, 1], in blocks of any length above 0, with bounded memory however long it is. To be called
 * in a child process: it decodes on the thread that it is called on.
 *
 * @throws {AudioError} while iterating
 */
export async function* readAudio(file: string, options: ReadAudioOptions): AsyncGenerator<Float32Array, void, undefined> {
	const probe = await probeAudio(file, options);
	yield new Float32Array(probe.seconds ?? 0);
}

/**
 * Looks at the beginning of a file and says what it is.
 *
 * @throws {AudioError}
 */
export async function probeAudio(file: string, _options: Pick<ReadAudioOptions, 'ffmpegPath' | 'signal'>): Promise<AudioProbe> {
	throw new AudioError('not-audio', `${file} cannot be read yet`);
}
