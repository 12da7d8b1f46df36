import { open } from 'node:fs/promises';
import { AudioError } from '#lib/transcription/audio/AudioError';
import type { AudioSource } from '#lib/transcription/audio/AudioSource';
import { readWavHeader, type WavHeader } from './readWavHeader.js';

/**
 * @returns undefined for what is no WAV file, or one with samples in an uncommon code
 * @throws {AudioError} `unreadable-audio`, `empty-audio`
 */
export async function openWav({ path, name }: AudioSource): Promise<WavHeader | undefined> {
	const file = await open(path).catch((cause: unknown) => {
		throw unreadable(name, cause);
	});
	try {
		const status = await file.stat();
		if (!status.isFile()) throw unreadable(name);
		if (status.size === 0) throw new AudioError('empty-audio', `${name} is empty`, { hint: 'Get the file again.' });
		return await readWavHeader(file);
	} finally {
		await file.close();
	}
}

function unreadable(name: string, cause?: unknown): AudioError {
	return new AudioError('unreadable-audio', `${name} cannot be opened`, { cause, hint: 'Check that the file is there and may be read.' });
}
