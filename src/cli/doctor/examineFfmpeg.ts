import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Settings } from '#lib/config/settingsSchema';
import { describeError } from '#lib/errors/describeError';
import { hasAacDecoder } from '#lib/transcription/audio/aac/decodeAac';
import { decodeWithFfmpeg } from '#lib/transcription/audio/decodeWithFfmpeg';
import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { encodeWav } from '#lib/transcription/recognition/encodeWav';
import type { Finding } from './Finding.js';

const name = 'ffmpeg';
/** Milliseconds. */
const patience = 10_000;

/** One that is there has to read a recording as it will be asked to: an old one, or one that lacks a library, cannot. */
export async function examineFfmpeg({ FFMPEG_PATH }: Settings): Promise<Finding> {
	const without = `WAV, MP3, Ogg, FLAC, ${hasAacDecoder() ? 'M4A, MP4 ' : ''}and WebM are read without it, other recordings are not`;
	try {
		const { stdout } = await promisify(execFile)(FFMPEG_PATH, ['-version'], { timeout: patience });
		const version = /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? 'of no known version';
		const problem = await tryReading(FFMPEG_PATH);
		if (problem === undefined) return { name, state: 'ok', says: version };
		return {
			name,
			state: 'missing',
			says: `${FFMPEG_PATH} (${version}) does not read recordings: ${problem}. ${without}. Install a newer one.`
		};
	} catch (error) {
		const { code, message } = describeError(error);
		const what = code === 'ENOENT' ? 'not found' : `${FFMPEG_PATH} does not run (${complaintOf(error) ?? message})`;
		return { name, state: 'missing', says: `${what}: ${without}. Install it, or set FFMPEG_PATH.` };
	}
}

/** What goes wrong when it reads a tenth of a second. */
async function tryReading(ffmpegPath: string): Promise<string | undefined> {
	const folder = await mkdtemp(join(tmpdir(), 'autointel-doctor-'));
	const path = join(folder, 'silence.wav');
	try {
		await writeFile(path, encodeWav(new Float32Array(sampleRate / 10)));
		const signal = AbortSignal.timeout(patience);
		const options = { ffmpegPath, signal, maxSeconds: 1, onDamage: () => {} };
		let samples = 0;
		for await (const { length } of decodeWithFfmpeg({ path, name: 'silence.wav' }, 'WAV', options)) samples += length;
		return samples === sampleRate / 10 ? undefined : `it made ${samples} samples of ${sampleRate / 10}`;
	} catch (error) {
		const why = error instanceof Error && error.cause instanceof Error ? error.cause : error;
		return why instanceof Error && why.message === '' ? 'it makes no sound of them, and says nothing' : describeError(why).message;
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** The first line of what a program wrote before it failed. */
function complaintOf(error: unknown): string | undefined {
	const { stderr } = error as { readonly stderr?: unknown };
	return typeof stderr === 'string' && stderr.trim() !== '' ? stderr.trim().split('\n', 1)[0] : undefined;
}
