import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { StageFailure } from 'autointel';
import { sizeText } from './wording.js';

/** A file of this machine; one that came from elsewhere has the name it had there. */
export interface LocalFile {
	readonly path: string;
	readonly name?: string;
}

/**
 * Looks at a file of this machine before anything is done with it. Answers with its size.
 *
 * @throws {StageFailure} `missing-file`, `not-a-file`, `unreadable-file`, `empty-source`, `too-large`: they call the file `shown`.
 */
export async function checkLocalFile(path: string, maxBytes: number, shown = path): Promise<number> {
	const found = await stat(path).catch((error: unknown) => {
		throw fileFailure(error, shown);
	});
	if (found.isDirectory()) throw new StageFailure('not-a-file', `${shown} is a folder`, { hint: 'Name a file in it.' });
	if (!found.isFile()) throw new StageFailure('not-a-file', `${shown} is a device or a pipe`, { hint: 'Name a regular file.' });
	await access(path, constants.R_OK).catch((error: unknown) => {
		throw fileFailure(error, shown);
	});
	if (found.size === 0) throw emptySource(shown);
	if (found.size > maxBytes) {
		throw new StageFailure('too-large', `${shown} has ${sizeText(found.size)}, and ${sizeText(maxBytes)} are allowed`, {
			hint: 'Name a smaller file, or raise MAX_MEDIA_MB.'
		});
	}
	return found.size;
}

export function emptySource(name: string): StageFailure {
	return new StageFailure('empty-source', `${name} is empty`, { hint: 'Check the source, or name another one.' });
}

/** What the file system says about a path, for people; other errors come back as they are. */
export function fileFailure(error: unknown, path: string): unknown {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'ENOENT' || code === 'ENOTDIR') {
		return new StageFailure('missing-file', `${path} does not exist`, { hint: 'Check the path.', cause: error });
	}
	if (code === 'EACCES' || code === 'EPERM') {
		return new StageFailure('unreadable-file', `${path} may not be read`, { hint: 'Check who may read the file.', cause: error });
	}
	if (code === 'ELOOP' || code === 'ENAMETOOLONG' || code === 'EINVAL' || code === 'ERR_INVALID_ARG_VALUE') {
		return new StageFailure('missing-file', `${path} is no usable path`, { hint: 'Check the path.', cause: error });
	}
	return error;
}
