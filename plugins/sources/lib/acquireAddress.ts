/** The way from an address that somebody names to the file that is meant. */
import { readFile, stat } from 'node:fs/promises';
import { AutointelError, type StageContext, StageFailure } from 'autointel';
import { type Acquired, acquireUrl } from './acquire.js';
import { decodeText } from './decodeText.js';
import { maxTextBytes } from './formats.js';
import { craigArchive, isCraigLink } from './links/craigLink.js';
import { directLink } from './links/directLink.js';
import { shownUrl } from './names.js';
import { acquireFromSite } from './ytdlp/acquireFromSite.js';
import { NoYtDlp } from './ytdlp/runYtDlp.js';
import { UnsupportedSite } from './ytdlp/siteFailure.js';
import { isVideoSite } from './ytdlp/videoSites.js';

type Context = Pick<StageContext<unknown, unknown>, 'artifacts' | 'fetch' | 'limits' | 'programs' | 'progress' | 'signal' | 'workflow'>;

/**
 * Downloads what an address leads to: the file itself; the file behind a shared link; the newest episode of a podcast; captions or sound
 * from a video site.
 *
 * @throws {StageFailure} see `acquireUrl`, `acquireFromSite`, `directLink`, `craigArchive`; `needs-yt-dlp`, `not-a-podcast`
 */
export async function acquireAddress(url: string, context: Context): Promise<Acquired> {
	if (isVideoSite(url)) return fromSite(url, context);
	if (isCraigLink(url)) return acquireUrl(await craigArchive(url, context), context);
	const direct = directLink(url);
	const acquired = await acquireUrl(direct, context);
	return (await episodeOf(acquired, direct, context)) ?? acquired;
}

/** What a site that nobody has a list of keeps behind a page that is no article; `undefined`: yt-dlp is not there, or does not know it. */
export async function acquireBehindPage(url: string, context: Context): Promise<Acquired | undefined> {
	try {
		return await acquireFromSite(url, context);
	} catch (error) {
		if (error instanceof NoYtDlp || error instanceof UnsupportedSite) return undefined;
		throw error;
	}
}

async function fromSite(url: string, context: Context): Promise<Acquired> {
	try {
		return await acquireFromSite(url, context);
	} catch (error) {
		const hint = 'Download it yourself, and upload the audio; or name its captions as a file.';
		if (error instanceof NoYtDlp) {
			throw new StageFailure('needs-yt-dlp', `${shownUrl(url)} can only be fetched by yt-dlp, which is not installed`, {
				hint,
				cause: error
			});
		}
		if (error instanceof UnsupportedSite) {
			throw new StageFailure('site-no-recording', `${shownUrl(url)} is the address of no single recording`, { hint, cause: error });
		}
		throw error;
	}
}

/** The newest episode, if what was downloaded is the feed of a podcast. */
async function episodeOf({ content }: Acquired, address: string, context: Context): Promise<Acquired | undefined> {
	if (!/(?:xml|rss)/iu.test(content.contentType ?? 'xml') || (await stat(content.path)).size > maxTextBytes) return undefined;
	const { text } = decodeText(await readFile(content.path));
	const { looksLikeFeed, readFeed } = await import('./podcast/readFeed.js');
	const feed = looksLikeFeed(text) ? readFeed(text, content.url ?? address) : undefined;
	if (feed === undefined) return undefined;
	if ('refusal' in feed)
		throw new StageFailure('not-a-podcast', `${content.shown} ${feed.refusal}`, { hint: 'Name the address of one article or recording.' });
	const { urls, known } = feed.episode;
	for (const [index, url] of urls.entries()) {
		const isLast = index === urls.length - 1;
		try {
			const acquired = await acquireUrl(url, context);
			return {
				...acquired,
				known: {
					...known,
					notes: [...(known.notes ?? []), ...(isLast ? [] : ['Its words are the transcript that the podcast publishes.'])]
				}
			};
		} catch (error) {
			context.signal.throwIfAborted();
			// A transcript that is gone is no reason not to listen.
			if (isLast || !(error instanceof AutointelError)) throw error;
		}
	}
	return undefined;
}
