/** Fetches a recording from a video site through yt-dlp: what it is, and its captions, or where it has none its sound. Never the picture. */
import { copyFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AutointelError, languageTag, type StageContext, StageFailure } from 'autointel';
import type { Acquired } from '../acquire.js';
import type { Known } from '../known.js';
import { shownUrl } from '../names.js';
import { scratchFolder } from '../scratchFolder.js';
import { durationText, sizeText } from '../wording.js';
import { type Captions, chooseCaptions } from './chooseCaptions.js';
import { type RunOptions, runYtDlp } from './runYtDlp.js';
import { siteFailure, UnsupportedSite } from './siteFailure.js';
import { type SiteInfo, siteInfo } from './siteInfo.js';

type Context = Pick<StageContext<unknown, unknown>, 'artifacts' | 'limits' | 'programs' | 'progress' | 'signal' | 'workflow'>;

const askMs = 2 * 60_000;
const downloadMs = 25 * 60_000;

/**
 * @throws {NoYtDlp} when yt-dlp is not there, {UnsupportedSite} when it does not know the site, {StageFailure} `playlist`, `still-live`,
 * `too-long`, `too-large`, `site-…`; {AutointelError} `unreachable`
 */
export async function acquireFromSite(url: string, context: Context): Promise<Acquired> {
	const { artifacts, limits, programs, progress, signal, workflow } = context;
	const folder = await scratchFolder('site');
	const shown = shownUrl(url);
	const run = async (args: readonly string[], options: Pick<RunOptions, 'timeoutMs' | 'onLine'>) => {
		const ended = await runYtDlp(programs.ytDlp, args, { signal, folder, ...options });
		if (ended.exitCode !== 0) throw siteFailure(ended.said, shown);
		return ended;
	};
	try {
		// A copy: yt-dlp writes into the file of cookies that it is given.
		const cookies = programs.ytDlpCookies === undefined ? [] : ['--cookies', join(folder, 'cookies.txt')];
		if (programs.ytDlpCookies !== undefined) await copyCookies(programs.ytDlpCookies, join(folder, 'cookies.txt'));
		progress(0.05, 'asking the site');
		// `-generic`: an address that is no site of its own is not fetched by a program that may go anywhere.
		const ask = ['--dump-single-json', '--no-playlist', '--flat-playlist', '--use-extractors', 'all,-generic', ...cookies, '--', url];
		const { output } = await run(ask, { timeoutMs: askMs });
		const info = readInfo(output, shown);
		checkInfo(info, shown, limits.maxMediaSeconds);
		await writeFile(join(folder, 'info.json'), output);
		const fromInfo = ['--load-info-json', join(folder, 'info.json'), '--no-playlist', ...cookies];
		const captions = chooseCaptions(info, workflow.language);
		if (captions !== undefined) {
			progress(0.3, 'downloading the captions');
			const write = captions.automatic ? '--write-auto-subs' : '--write-subs';
			const only = ['--skip-download', write, '--sub-langs', captions.code, '--sub-format', 'vtt', '-o', join(folder, 'captions')];
			await run([...fromInfo, ...only], { timeoutMs: askMs }).catch((error: unknown) => {
				signal.throwIfAborted();
				// Captions that cannot be had are no reason not to listen. yt-dlp says why it has none in the same words as for recordings.
				if (!(error instanceof AutointelError) && !(error instanceof UnsupportedSite)) throw error;
			});
			const file = await find(folder, /^captions\..*\.vtt$/u);
			if (file !== undefined) return await acquired(file, 'captions.vtt', knownOf(info, url, captions));
		}
		progress(0.1, 'downloading the sound');
		const sound = ['-f', 'ba[abr<=100]/ba/b[height<=480]/b', '--fixup', 'never', '--no-mtime', '--newline', '--progress'];
		await run([...fromInfo, ...sound, '--max-filesize', String(limits.maxMediaBytes), '-o', join(folder, 'audio.%(ext)s')], {
			timeoutMs: downloadMs,
			onLine: (line) => {
				const percent = /^\[download\]\s+([\d.]+)%/u.exec(line)?.[1];
				if (percent !== undefined) progress(0.1 + 0.75 * (Number(percent) / 100), 'downloading the sound');
			}
		});
		const file = await find(folder, /^audio\.(?!part$)[a-z0-9]+$/u);
		// yt-dlp ends well when it leaves out what is too large.
		if (file === undefined) throw tooLarge(shown, limits.maxMediaBytes);
		return await acquired(file, file.name, knownOf(info, url, undefined));

		async function acquired(found: { readonly path: string }, name: string, known: Known): Promise<Acquired> {
			const stored = await artifacts.putFile(found.path, { maxBytes: limits.maxMediaBytes }).catch((error: unknown) => {
				if (error instanceof Error && 'code' in error && error.code === 'too-large') throw tooLarge(shown, limits.maxMediaBytes);
				throw error;
			});
			return { stored, content: { path: await artifacts.path(stored.hash), name, shown, requestedUrl: url, url: known.url ?? url }, known };
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function copyCookies(from: string, to: string): Promise<void> {
	await copyFile(from, to).catch((error: unknown) => {
		throw new StageFailure('no-cookies', 'The file that YTDLP_COOKIES names cannot be read', {
			hint: 'Have the operator check the path, or unset it.',
			cause: error
		});
	});
}

async function find(folder: string, pattern: RegExp): Promise<{ readonly path: string; readonly name: string } | undefined> {
	const name = (await readdir(folder)).find((file) => pattern.test(file));
	return name === undefined ? undefined : { path: join(folder, name), name };
}

function readInfo(output: string, shown: string): SiteInfo {
	let json: unknown;
	try {
		json = JSON.parse(output);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
	}
	const read = siteInfo.safeParse(json);
	if (read.success) return read.data;
	throw new StageFailure('site-failed', `yt-dlp said nothing that could be read about ${shown}`, {
		hint: 'Have the operator update yt-dlp.'
	});
}

function checkInfo(info: SiteInfo, shown: string, maxSeconds: number): void {
	if (info._type === 'playlist' || info._type === 'multi_video') {
		const count = info.playlist_count ?? info.entries?.length;
		throw new StageFailure('playlist', `${shown} is a list${count ? ` of ${count} recordings` : ''}`, { hint: 'Name one of them.' });
	}
	if (info.is_live || info.live_status === 'is_live' || info.live_status === 'is_upcoming') {
		throw new StageFailure('still-live', `${shown} is a broadcast that is not over`, { hint: 'Try again when it is over.' });
	}
	if (info.duration && info.duration > maxSeconds) {
		throw new StageFailure('too-long', `${shown} takes ${durationText(info.duration)}, and ${durationText(maxSeconds)} are allowed`, {
			hint: 'Name a shorter recording, or raise MAX_MEDIA_MINUTES.'
		});
	}
}

function tooLarge(shown: string, maxBytes: number): StageFailure {
	return new StageFailure('too-large', `${shown} has no sound of at most ${sizeText(maxBytes)}`, {
		hint: 'Name a smaller source, or raise MAX_MEDIA_MB.'
	});
}

function knownOf(info: SiteInfo, url: string, captions: Captions | undefined): Known {
	const author = info.channel ?? info.uploader;
	const id = info.channel_id ?? info.uploader_id;
	const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/u.exec(info.upload_date ?? '') ?? [];
	const language = languageTag(captions?.language ?? info.language);
	return {
		url: info.webpage_url ?? url,
		...(info.title ? { title: info.title } : {}),
		...(author ? { author } : {}),
		...(info.extractor_key ? { site: info.extractor_key } : {}),
		...(author && id ? { publisher: { key: `${info.extractor_key ?? 'site'}:${id}`, name: author } } : {}),
		...(year === undefined ? {} : { published: `${year}-${month}-${day}` }),
		...(language === undefined ? {} : { language }),
		notes: [noteOn(captions)]
	};
}

function noteOn(captions: Captions | undefined): string {
	if (captions === undefined) return 'The site has no captions in the language that is spoken: its sound was fetched, without the picture.';
	if (captions.automatic) return 'The words are captions that the site made automatically: names and figures in them may be wrong.';
	return 'The words are the captions that the site shows; somebody wrote them.';
}
