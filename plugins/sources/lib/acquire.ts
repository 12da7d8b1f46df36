import { basename } from 'node:path';
import { AutointelError, type DownloadedArtifact, type StageContext, StageFailure, type StoredArtifact } from 'autointel';
import { contentName } from './contentName.js';
import { isWritten, maxTextBytes, promisedFormat } from './formats.js';
import type { Known } from './known.js';
import { checkLocalFile, fileFailure, type LocalFile } from './localFile.js';
import { nameOfUrl, shownUrl } from './names.js';
import { type ProbedUrl, probeUrl } from './probeUrl.js';
import type { StoredContent } from './readContent.js';
import { refusedByWeb, statusFailure } from './webFailures.js';

/** A source that has been stored, with what is known about it from outside. */
export interface Acquired {
	readonly stored: StoredArtifact;
	readonly content: StoredContent;
	/** What was learned about it on the way. */
	readonly known?: Known;
}

type Context = Pick<StageContext<unknown, unknown>, 'artifacts' | 'fetch' | 'limits' | 'progress' | 'signal'>;

/**
 * Copies a file of this machine into the store.
 *
 * @throws {StageFailure} `missing-file`, `not-a-file`, `unreadable-file`, `empty-source`, `too-large`.
 */
export async function acquireFile({ path, name }: LocalFile, { artifacts, limits }: Context): Promise<Acquired> {
	const shown = name ?? path;
	await checkLocalFile(path, limits.maxMediaBytes, shown);
	const stored = await artifacts.putFile(path, { maxBytes: limits.maxMediaBytes }).catch((error: unknown) => {
		throw fileFailure(error, shown);
	});
	return { stored, content: { path: await artifacts.path(stored.hash), name: name ?? basename(path), shown } };
}

/**
 * Downloads an address into the store.
 *
 * @throws {StageFailure} `address-refused`, `too-large`, `http-…`. @throws {AutointelError} what may go away: `http-503`, `timed-out`, `unreachable`.
 */
export async function acquireUrl(url: string, context: Context): Promise<Acquired> {
	const { artifacts, progress } = context;
	progress(0.05, 'asking the server');
	const maxBytes = limitFor(url, await probed(url, context), context.limits.maxMediaBytes);
	progress(0.1, 'downloading');
	const stored = await artifacts.download(url, { maxBytes, timeoutMs: downloadTimeoutMs }).catch((error: unknown) => {
		throw refusedByWeb(error);
	});
	if (stored.status < 200 || stored.status > 299) throw statusFailure(stored.status, shownUrl(url));
	return { stored, content: { path: await artifacts.path(stored.hash), ...describe(url, stored) } };
}

export const downloadTimeoutMs = 25 * 60_000;

/** An endless page need not fill first what a film may take. */
function limitFor(url: string, probe: ProbedUrl | undefined, maxMediaBytes: number): number {
	const promised = promisedFormat(nameOfUrl(probe?.url ?? url), probe?.contentType);
	return promised === undefined || !isWritten(promised) ? maxMediaBytes : Math.min(maxTextBytes, maxMediaBytes);
}

async function probed(url: string, { fetch, signal }: Context): Promise<ProbedUrl | undefined> {
	try {
		return await probeUrl(url, { fetch });
	} catch (error) {
		signal.throwIfAborted();
		// A server that does not answer to HEAD may still answer to GET, and if not, GET has the better error.
		if (error instanceof AutointelError && !(error instanceof StageFailure)) return undefined;
		throw error;
	}
}

function describe(requestedUrl: string, { url, headers }: DownloadedArtifact): Omit<StoredContent, 'path'> {
	return {
		name: contentName(headers['content-disposition']) ?? nameOfUrl(url),
		shown: shownUrl(requestedUrl),
		contentType: headers['content-type'],
		contentLanguage: headers['content-language'],
		requestedUrl,
		url
	};
}
