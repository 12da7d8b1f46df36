import { setTimeout as wait } from 'node:timers/promises';
import { AutointelError, type StageContext, StageFailure, z } from 'autointel';
import { shownUrl } from '../names.js';
import { statusFailure } from '../webFailures.js';

type Context = Pick<StageContext<unknown, unknown>, 'fetch' | 'progress' | 'signal'>;

/** What is known about the job that packs a recording. Craig's interface is not documented: what is missing here is not relied on. */
const jobAnswer = z.object({ job: z.object({ status: z.string(), outputFileName: z.string().nullish() }).nullish() });

const over: ReadonlySet<string> = new Set(['error', 'failed', 'cancelled', 'canceled']);
const askEveryMs = 5000;
const patienceMs = 15 * 60_000;

/** Whether an address is that of a recording of Craig, the bot that records voice channels. */
export function isCraigLink(url: string): boolean {
	const { hostname, pathname } = new URL(url);
	return /^(?:www\.)?craig\.(?:horse|chat)$/u.test(hostname) && /^\/(?:rec|home)\/[A-Za-z0-9]+/u.test(pathname);
}

/**
 * Has Craig pack the tracks of a recording, and says where the archive lies.
 *
 * @throws {StageFailure} `no-key`, `http-…`, `not-packed`; {AutointelError} what may go away
 */
export async function craigArchive(url: string, { fetch, progress, signal }: Context, everyMs = askEveryMs): Promise<string> {
	const { origin, pathname, searchParams } = new URL(url);
	const id = pathname.split('/')[2] ?? '';
	const key = searchParams.get('key');
	if (!key)
		throw new StageFailure('no-key', `${shownUrl(url)} lacks the key of the recording`, {
			hint: 'Copy the whole link that Craig sent you.'
		});
	const host = origin.replace(/craig\.chat$/u, 'craig.horse');
	const job = `${host}/api/v1/recordings/${encodeURIComponent(id)}/job?key=${encodeURIComponent(key)}`;
	const ask = async (method: 'GET' | 'POST') => {
		const response = await fetch(job, {
			method,
			headers: { 'content-type': 'application/json', origin: host, referer: `${host}/rec/${id}` },
			...(method === 'POST' ? { body: JSON.stringify({ type: 'recording', options: { format: 'flac', container: 'zip' } }) } : {})
		});
		// A job that runs already is as good as a new one.
		if (!response.ok && !(method === 'POST' && (response.status === 409 || response.status === 429))) {
			throw statusFailure(response.status, shownUrl(url));
		}
		const answer = jobAnswer.safeParse(await response.json().catch(() => undefined));
		return answer.success ? (answer.data.job ?? undefined) : undefined;
	};
	let found = await ask('GET');
	if (found === undefined || over.has(found.status) || (found.status === 'complete' && !/\.zip$/u.test(found.outputFileName ?? '')))
		found = await ask('POST');
	for (const until = performance.now() + patienceMs; performance.now() < until; ) {
		if (found?.status === 'complete' && found.outputFileName) return `${host}/dl/${encodeURIComponent(found.outputFileName)}`;
		if (found !== undefined && over.has(found.status)) {
			throw new StageFailure('not-packed', `Craig could not pack the recording at ${shownUrl(url)}`, {
				hint: 'Download it there, and upload the archive.'
			});
		}
		progress(0.05, 'Craig is packing the recording');
		await wait(everyMs, undefined, { signal });
		found = await ask('GET');
	}
	throw new AutointelError('timed-out', `Craig did not pack the recording at ${shownUrl(url)} in ${patienceMs / 60_000} minutes`);
}
