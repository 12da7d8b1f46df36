import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeError } from '#lib/errors/describeError';
import type { Source } from '#lib/workflow/source';
import { onOneLine } from './forTerminal.js';
import { UsageError } from './UsageError.js';

/**
 * What a word of the command line means as a source. Only what costs nothing is looked at here: whether a file is any good and whether an
 * address answers, the workflow finds out.
 *
 * @throws {UsageError} `no-such-file`, `not-a-file`, `unsupported-address`
 */
export async function parseSource(text: string, folder = process.cwd()): Promise<Source> {
	if (/^[a-z][a-z\d+.-]+:\/\//i.test(text)) return parseAddress(text);
	const path = resolve(folder, text);
	const found = await stat(path).catch((error: unknown) => {
		const { code, message } = describeError(error);
		const missing = code === 'ENOENT' || code === 'ENOTDIR';
		throw new UsageError('no-such-file', missing ? `There is no file ${path}` : `${path} cannot be looked at: ${message}`, {
			hint: 'Give a file, or an address that begins with https://.',
			cause: error
		});
	});
	if (!found.isFile()) throw new UsageError('not-a-file', `${path} is no file`, { hint: 'Give one file, or an address.' });
	return { type: 'file', path };
}

function parseAddress(text: string): Source {
	const shown = onOneLine(text, 200);
	if (!URL.canParse(text)) throw new UsageError('unsupported-address', `${shown} is no address`);
	const { protocol, href } = new URL(text);
	if (protocol === 'http:' || protocol === 'https:') return { type: 'url', url: href };
	throw new UsageError('unsupported-address', `${shown} is neither http nor https`, {
		hint: 'Give a file, or an address that begins with https://.'
	});
}
