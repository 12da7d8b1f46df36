import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AudioError } from './AudioError.js';
import type { AudioSource } from './AudioSource.js';
import { requireFfmpeg } from './decodeWithFfmpeg.js';
import { type AudioNotice, describeLoss } from './describeLoss.js';
import { endIsMissing } from './endIsMissing.js';
import { formatTime } from './formatTime.js';
import { type AudioProbe, openRecording, type Recording } from './openRecording.js';
import { sampleRate } from './sampleRate.js';

export type { AudioNotice } from './describeLoss.js';
export type { AudioProbe } from './openRecording.js';

export interface ReadAudioOptions {
	readonly signal: AbortSignal;
	/** How messages call the file. Default: its name. */
	readonly name?: string | undefined;
	/** The program to call for what the built-in decoders cannot read. Default: `ffmpeg`, from the PATH. */
	readonly ffmpegPath?: string | undefined;
	/** A recording that is longer ends with `audio-too-long`. */
	readonly maxSeconds?: number | undefined;
	/** Called before the iteration ends when what can be heard is delivered, but is not all. */
	readonly onNotice?: ((notice: AudioNotice) => void) | undefined;
}

/**
 * The sound of a file: 16 kHz, mono, in [-1, 1], in blocks of any length above 0, with bounded memory however long it is. WAV, MP3, Ogg
 * (Vorbis, Opus), WebM (Opus), FLAC, MP4 and AAC are decoded here, anything else by ffmpeg. It decodes on the thread that it is called
 * on: call it in a child process.
 *
 * @example
 * ```ts
 * for await (const window of cutWindows(readAudio('talk.ogg', { signal }))) …
 * ```
 * @throws {AudioError} while iterating; the reason of `signal`
 */
export async function* readAudio(file: string, options: ReadAudioOptions): AsyncGenerator<Float32Array, void, undefined> {
	const { signal, name = basename(file), ffmpegPath = 'ffmpeg', maxSeconds, onNotice = () => {} } = options;
	signal.throwIfAborted();
	const recording = await openRecording({ path: file, name });
	let heard = 0;
	let damagedAt: number | undefined;
	const onDamage = (): void => {
		damagedAt ??= heard / sampleRate;
	};
	try {
		await refuseIfTooLong({ path: file, name }, recording, maxSeconds);
		for await (const samples of recording.decode({ ffmpegPath, signal, maxSeconds, onDamage })) {
			signal.throwIfAborted();
			heard += samples.length;
			if (maxSeconds !== undefined && heard > (maxSeconds + grace) * sampleRate) throw tooLong(name, maxSeconds);
			if (samples.length > 0) yield intoRange(samples);
		}
		if (await endIsMissing(file)) onDamage();
		if (heard === 0) throw nothingHeard(name, damagedAt !== undefined);
		const notice = describeLoss(name, heard / sampleRate, recording.probe.seconds, damagedAt);
		if (notice !== undefined) onNotice(notice);
	} finally {
		recording.close();
	}
}

/**
 * Looks at the beginning of a file and says what it is and what will decode it.
 *
 * @throws {AudioError} also when ffmpeg would be needed and is not there
 */
export async function probeAudio(file: string, options: Pick<ReadAudioOptions, 'signal' | 'name' | 'ffmpegPath'>): Promise<AudioProbe> {
	const { signal, name = basename(file), ffmpegPath = 'ffmpeg' } = options;
	const recording = await openRecording({ path: file, name });
	recording.close();
	if (recording.probe.decoder === 'ffmpeg') await requireFfmpeg(name, ffmpegPath, signal, recording.broken);
	return recording.probe;
}

/** A file that says that it is too long is not decoded to find out, unless it is so small that it must be lying. */
async function refuseIfTooLong({ path, name }: AudioSource, { probe }: Recording, maxSeconds = Number.POSITIVE_INFINITY): Promise<void> {
	const { seconds = 0 } = probe;
	if (seconds <= maxSeconds + grace) return;
	const { size } = await stat(path);
	if (size / seconds >= fewestBytesPerSecond) throw tooLong(name, maxSeconds, seconds);
}

/** Seconds that encoders add to a recording that was just short enough. */
const grace = 1;

/** No codec gets by with less, not even for silence. */
const fewestBytesPerSecond = 50;

function tooLong(name: string, maxSeconds: number, seconds?: number): AudioError {
	const lasts = seconds === undefined ? 'longer than' : `${formatTime(seconds)}, longer than`;
	return new AudioError('audio-too-long', `${name} lasts ${lasts} the ${formatTime(maxSeconds)} that are allowed`, {
		hint: 'Cut it into parts, or raise the limit.'
	});
}

function nothingHeard(name: string, damaged: boolean): AudioError {
	if (!damaged) return new AudioError('empty-audio', `${name} has a sound track with nothing on it`, { hint: 'Get the file again.' });
	return new AudioError('damaged-audio', `${name} is damaged: no sound in it can be decoded`, { hint: 'Get the file again.' });
}

/** Float files may go beyond full scale or hold what is no number at all, and so may a filter's overshoot. */
function intoRange(samples: Float32Array): Float32Array {
	const bounded = new Float32Array(samples.length);
	for (let at = 0; at < samples.length; at++) bounded[at] = Math.max(-1, Math.min(1, samples[at] || 0));
	return bounded;
}
