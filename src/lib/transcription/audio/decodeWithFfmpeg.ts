import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { AudioError } from './AudioError.js';
import type { AudioSource } from './AudioSource.js';
import { notAudio } from './recognizeForeign.js';
import { runProgram } from './runProgram.js';
import type { OnDamage } from './Sound.js';
import { sampleRate } from './sampleRate.js';

/**
 * What ffmpeg may take a file for: containers of sound. Not playlists and scripts, which could make it read other files of this
 * machine.
 */
const formats = [
	...['aac', 'ac3', 'aiff', 'amr', 'amrnb', 'amrwb', 'ape', 'asf', 'au', 'avi', 'caf', 'dts', 'eac3', 'flac', 'flv', 'gsm', 'loas'],
	...['matroska', 'webm', 'mov', 'mp4', 'm4a', '3gp', '3g2', 'mj2', 'mp3', 'mpc', 'mpc8', 'mpeg', 'mpegts', 'mxf', 'ogg', 'rm', 'spx'],
	...['tta', 'w64', 'wav', 'wv']
];

/** Lines that tell of something missing. */
const isComplaint = /\[(?:error|fatal|panic)\]|corrupt input packet/;
const complaintsLength = 2000;

/**
 * Silence where the file has none of its sound: it may begin later than the picture, pauses may have been left out, and frames that are
 * damaged are. Times that go back, as in files put one after the other, are not followed: what comes then is heard all the same.
 */
const inTime = "asetpts='st(1,max(PTS,ld(0)));st(0,ld(1)+S);ld(1)',aresample=async=1:first_pts=0";

export interface FfmpegOptions {
	readonly ffmpegPath: string;
	readonly signal: AbortSignal;
	readonly maxSeconds: number | undefined;
	readonly onDamage: OnDamage;
	/** What to say where ffmpeg cannot read the file either. */
	readonly broken?: AudioError | undefined;
}

/** @throws {AudioError} `decoder-missing` */
export async function requireFfmpeg(name: string, ffmpegPath: string, signal: AbortSignal, broken?: AudioError): Promise<void> {
	try {
		await promisify(execFile)(ffmpegPath, ['-version'], { signal, timeout: 10_000 });
	} catch (error) {
		signal.throwIfAborted();
		throw ffmpegMissing(name, error, broken);
	}
}

/**
 * Has ffmpeg read a file. ffmpeg opens local files only, has no standard input, and is stopped after `maxSeconds` of sound.
 *
 * @param kind what the file is, when anything is known about it
 * @returns 16 kHz mono
 * @throws {AudioError}
 */
export async function* decodeWithFfmpeg(
	{ path, name }: AudioSource,
	kind: string | undefined,
	options: FfmpegOptions
): AsyncGenerator<Float32Array, void, undefined> {
	const { ffmpegPath, signal, maxSeconds, onDamage, broken } = options;
	const guard = ['-v', 'level+warning', '-nostdin', '-protocol_whitelist', 'file,pipe', '-format_whitelist', formats.join(',')];
	const input = ['-threads', '1', '-i', `file:${resolve(path)}`, '-map', '0:a:0', '-vn', '-sn', '-dn'];
	const limit = maxSeconds === undefined ? [] : ['-t', String(maxSeconds + 2)];
	const output = ['-af', inTime, '-ac', '1', '-ar', String(sampleRate), '-f', 'f32le', 'pipe:1'];
	let heard = false;
	/** All that it says, of which complaints are a part: one that is too old to mark them as such says what is wrong all the same. */
	let said = '';
	let complaints = '';
	// By phones, in AMR: ffmpeg complains of each pause.
	let pausesAreLeftOut = false;
	const onLine = (line: string): void => {
		if (said.length < complaintsLength) said += `${line}\n`;
		pausesAreLeftOut ||= line.includes('dtx mode is not implemented');
		if (pausesAreLeftOut || !isComplaint.test(line)) return;
		if (complaints.length < complaintsLength) complaints += `${line}\n`;
		if (heard) onDamage(new Error(line));
	};
	const program = runProgram(ffmpegPath, [...guard, ...input, ...limit, ...output], signal, onLine);
	try {
		for (;;) {
			const { value, done } = await program.next();
			if (done) {
				if (!heard) throw broken ?? refusal(name, kind, said);
				if (value !== 0 || complaints !== '') onDamage(new Error(complaints));
				return;
			}
			heard = true;
			yield value;
		}
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw ffmpegMissing(name, error, broken);
		throw error;
	} finally {
		await program.return(null);
	}
}

function ffmpegMissing(name: string, cause: unknown, broken: AudioError | undefined): AudioError {
	const what = broken === undefined ? 'cannot be read' : 'is damaged, or of a kind that cannot be read';
	return new AudioError('decoder-missing', `${name} ${what} without ffmpeg, which is not installed`, {
		cause,
		hint: 'Install ffmpeg, or set FFMPEG_PATH to it, or convert the file to MP3, OGG, FLAC, M4A or WAV.'
	});
}

function refusal(name: string, kind: string | undefined, said: string): AudioError {
	const cause = new Error(said);
	if (kind === undefined) return notAudio(name, 'no recording of a kind that is known here', cause);
	if (/matches no streams|does not contain any stream/i.test(said)) {
		return new AudioError('no-audio-track', `${name} has no sound`, { cause, hint: 'Choose a file with a sound track.' });
	}
	return new AudioError('damaged-audio', `${name} cannot be decoded, not by ffmpeg either`, {
		cause,
		hint: 'Check the file, or get it again.'
	});
}
