import { access, constants, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { describeError } from '#lib/errors/describeError';

/**
 * Makes a folder in which autointel keeps things, and those above it, unless they are there.
 *
 * @throws {ConfigurationError} `data-folder-unusable`
 */
export async function prepareFolder(folder: string): Promise<void> {
	try {
		await make(folder);
		await access(folder, constants.W_OK);
	} catch (error) {
		throw unusableFolder(folder, error);
	}
}

export function unusableFolder(folder: string, cause: unknown): ConfigurationError {
	return new ConfigurationError('data-folder-unusable', `Cannot write in the data folder ${folder}: ${describeError(cause).message}`, {
		hint: 'Make room on the disk and let this user write there, or set DATA_DIR to another folder.',
		cause
	});
}

/** Node's own recursive mkdir never comes back from a place where nothing can be made, such as below /proc. */
async function make(folder: string): Promise<void> {
	try {
		await mkdir(folder);
	} catch (error) {
		if (hasCode(error, 'EEXIST')) return;
		if (!hasCode(error, 'ENOENT') || dirname(folder) === folder) throw error;
		await make(dirname(folder));
		await mkdir(folder).catch((again: unknown) => {
			if (!hasCode(again, 'EEXIST')) throw again;
		});
	}
}

function hasCode(error: unknown, code: string): boolean {
	return error instanceof Error && 'code' in error && error.code === code;
}
