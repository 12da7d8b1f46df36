import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Settings } from '#lib/config/settingsSchema';
import { hasAacDecoder } from '#lib/transcription/audio/aac/decodeAac';
import type { Finding } from './Finding.js';

export async function examineFfmpeg({ FFMPEG_PATH }: Settings): Promise<Finding> {
	const name = 'ffmpeg';
	try {
		const { stdout } = await promisify(execFile)(FFMPEG_PATH, ['-version'], { timeout: 10_000 });
		return { name, state: 'ok', says: /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? 'there' };
	} catch {
		return {
			name,
			state: 'missing',
			says: `not found: WAV, MP3, Ogg, FLAC, ${hasAacDecoder() ? 'M4A, MP4 ' : ''}and WebM are read without it, other recordings are not. Install it, or set FFMPEG_PATH.`
		};
	}
}
