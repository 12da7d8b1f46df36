import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { AudioError } from './AudioError.js';
import type { AudioSource } from './AudioSource.js';

/** Kinds that hold sound and are called something else. */
const containers: ReadonlySet<string> = new Set([
	'application/vnd.ms-asf',
	'application/mxf',
	'application/vnd.rn-realmedia',
	'application/ogg'
]);

/**
 * What a file is that none of our own readers knows.
 *
 * @returns a name of its kind, when it has sound; undefined when nothing is known about it
 * @throws {AudioError} `not-audio`
 */
export async function recognizeForeign({ path, name }: AudioSource): Promise<string | undefined> {
	const type = await fileTypeFromFile(path);
	if (type === undefined) {
		if (await isText(path)) throw notAudio(name, 'text, not a recording');
		return undefined;
	}
	if (/^(audio|video)\//.test(type.mime) || containers.has(type.mime)) return type.ext.toUpperCase();
	throw notAudio(name, `${type.mime}, not a recording`);
}

export function notAudio(name: string, what: string, cause?: unknown): AudioError {
	return new AudioError('not-audio', `${name} is ${what}`, { cause, hint: 'Choose a file with sound.' });
}

async function isText(path: string): Promise<boolean> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(new Uint8Array(4096), 0, 4096, 0);
		const text = new TextDecoder().decode(buffer.subarray(0, bytesRead), { stream: true });
		return !/[^\P{Cc}\t\n\r\f]|\ufffd/u.test(text);
	} finally {
		await file.close();
	}
}
