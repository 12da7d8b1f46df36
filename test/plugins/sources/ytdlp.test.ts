import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AutointelError, StageFailure } from 'autointel';
import { ArtifactStore, type TryStageOptions, tryStage } from 'autointel/testing';
import type { ContentOutput } from '../../../plugins/sources/lib/contentOutput.js';
import { chooseCaptions } from '../../../plugins/sources/lib/ytdlp/chooseCaptions.js';
import { isVideoSite } from '../../../plugins/sources/lib/ytdlp/videoSites.js';
import { ContentAcquisition } from '../../../plugins/sources/stages/content-acquisition.js';
import { localServer } from '../../lib/sources/localServer.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { waitUntil } from '../../support/waitUntil.js';
import { logInPage } from './pages.js';

const ytDlp = resolve('test/support/ytdlp/fake-yt-dlp.mjs');

const watch = (id: string, more = '') => `https://www.youtube.com/watch?v=${id}${more}`;

describe('video sites', () => {
	let artifacts: ArtifactStore;

	beforeEach(() => {
		artifacts = new ArtifactStore(temporaryFolder());
	});

	async function acquire(url: string, options: TryStageOptions = {}): Promise<ContentOutput> {
		const { outcome } = await tryStage(ContentAcquisition, {
			artifacts,
			source: { type: 'url', url },
			...options,
			programs: { ytDlp, ...options.programs }
		});
		assert.equal(outcome.status, 'succeeded');
		return outcome.output as ContentOutput;
	}

	async function failureOf(url: string, options?: TryStageOptions): Promise<AutointelError> {
		try {
			await acquire(url, options);
		} catch (error) {
			assert.ok(error instanceof AutointelError, String(error));
			return error;
		}
		return assert.fail(`${url} was acquired`);
	}

	it('takes the captions that somebody wrote, with what the site knows of the recording', async () => {
		const content = await acquire(watch('written'));
		const { artifact: _, text, bytes: __, ...found } = content;
		assert.deepEqual(found, {
			form: 'subtitles',
			format: 'vtt',
			contentType: 'text/vtt',
			name: 'captions.vtt',
			title: 'A talk about a bridge',
			author: 'Bridge Talk',
			published: '2024-05-14',
			site: 'Youtube',
			publisher: { key: 'Youtube:UC1', name: 'Bridge Talk' },
			url: watch('written'),
			language: 'en',
			notes: ['The words are the captions that the site shows; somebody wrote them.']
		});
		assert.match((await artifacts.read(text ?? '')).toString(), /The bridge is old\./);
	});

	it('takes automatic captions of what is spoken where nobody wrote any, and says so', async () => {
		const content = await acquire(watch('automatic'));
		assert.equal(content.form, 'subtitles');
		assert.match(content.notes.join(), /made automatically/);
	});

	it('takes the sound where there are no captions of what is spoken, and where they cannot be had', async () => {
		const bare = await acquire(watch('bare'));
		assert.deepEqual([bare.form, bare.format, bare.title], ['media', 'wav', 'A talk about a bridge']);
		assert.match(bare.notes.join(), /its sound was fetched/);
		assert.equal((await acquire(watch('automatic'), { language: 'sw' })).form, 'media');
		assert.equal((await acquire(watch('unobtainable'))).form, 'media');
	});

	it('tells the refusals of sites apart, each with what the member can do', async () => {
		const expected: Readonly<Record<string, string>> = {
			private: 'site-private',
			removed: 'site-removed',
			age: 'site-age',
			region: 'site-region',
			bot: 'site-refuses-server',
			tooMany: 'site-refuses-server',
			members: 'site-private',
			registered: 'site-login',
			premiere: 'site-not-yet',
			drm: 'site-drm',
			empty: 'site-no-recording',
			outdated: 'yt-dlp-outdated',
			garbage: 'site-failed',
			unsupported: 'site-no-recording',
			live: 'still-live',
			long: 'too-long',
			list: 'playlist'
		};
		for (const [id, code] of Object.entries(expected)) {
			const failure = await failureOf(watch(id, '&si=secret'));
			assert.equal(failure.code, code, id);
			assert.ok(failure instanceof StageFailure && failure.hint, `${id} has no hint`);
			assert.doesNotMatch(`${failure.message} ${failure.hint}`, /secret|\?v=|\n|ERROR/);
		}
		assert.match((await failureOf(watch('bot'))).hint ?? '', /upload the audio/);
		assert.equal((await failureOf(watch('list'))).message, 'https://www.youtube.com/watch is a list of 25 recordings');
	});

	it('tries again later where the site was not reached', async () => {
		const failure = await failureOf(watch('offline'));
		assert.equal(failure.code, 'unreachable');
		assert.ok(!(failure instanceof StageFailure));
	});

	it('takes nothing that is larger than allowed', async () => {
		assert.equal((await failureOf(watch('bare'), { limits: { maxMediaBytes: 1000 } })).code, 'too-large');
	});

	it('says what to do where yt-dlp is not installed', async () => {
		const failure = await failureOf(watch('written'), { programs: { ytDlp: join(temporaryFolder(), 'yt-dlp') } });
		assert.equal(failure.code, 'needs-yt-dlp');
		assert.equal(failure.message, 'https://www.youtube.com/watch can only be fetched by yt-dlp, which is not installed');
	});

	it('asks yt-dlp about pages of other sites that are no article, and believes the page where yt-dlp does not know it', async () => {
		const server = await localServer((_, response) => response.setHeader('content-type', 'text/html').end(logInPage));
		try {
			assert.equal((await acquire(`${server.url}/written`)).title, 'A talk about a bridge');
			assert.equal((await failureOf(`${server.url}/page`)).code, 'not-an-article');
			const without = { programs: { ytDlp: join(temporaryFolder(), 'yt-dlp') } };
			assert.equal((await failureOf(`${server.url}/written`, without)).code, 'not-an-article');
		} finally {
			await server.close();
		}
	});

	it('gives yt-dlp nothing of the environment but the PATH, and a copy of the cookies', async () => {
		process.env['TELLTALE_TOKEN'] = 'secret';
		try {
			const { title } = await acquire(watch('environment'));
			assert.doesNotMatch(title, /TELLTALE|DISCORD|OPENAI/);
		} finally {
			delete process.env['TELLTALE_TOKEN'];
		}
		const ytDlpCookies = join(temporaryFolder(), 'cookies.txt');
		await writeFile(ytDlpCookies, '# Netscape HTTP Cookie File\n');
		await acquire(watch('written'), { programs: { ytDlpCookies } });
		assert.equal(await readFile(ytDlpCookies, 'utf8'), '# Netscape HTTP Cookie File\n');
		assert.equal((await failureOf(watch('written'), { programs: { ytDlpCookies: '/nowhere' } })).code, 'no-cookies');
	});

	it('is killed with all it started when the workflow is cancelled, and leaves nothing behind', async () => {
		const folders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('autointel-site-'));
		const before = await folders();
		const tell = join(temporaryFolder(), 'pids');
		const abort = new AbortController();
		const acquiring = acquire(watch('hang', `&tell=${encodeURIComponent(tell)}`), { signal: abort.signal });
		const pids = await waitUntil('it runs', async () => {
			const told = await readFile(tell, 'utf8').catch(() => '');
			return told !== '' && (JSON.parse(told) as readonly number[]);
		});
		abort.abort(new Error('cancelled'));
		await assert.rejects(acquiring, /cancelled/);
		await waitUntil('both are gone', () => pids.every((pid) => !isAlive(pid)));
		assert.deepEqual(await folders(), before);
	});
});

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

describe('chooseCaptions', () => {
	const vtt = [{ ext: 'vtt', name: null }];
	const choose = (info: object, spoken?: string) => {
		const captions = chooseCaptions(info, spoken);
		return captions && `${captions.automatic ? 'automatic ' : ''}${captions.code}`;
	};

	it('prefers what people wrote, in what is spoken or a variety of it', () => {
		assert.equal(choose({ language: 'en', subtitles: { de: vtt, 'en-GB': vtt }, automatic_captions: { en: vtt } }), 'en-GB');
		assert.equal(choose({ language: 'en', subtitles: { de: vtt, en: vtt } }, 'de'), 'de');
		assert.equal(choose({ subtitles: { fr: vtt } }), 'fr');
		assert.equal(choose({ subtitles: { fr: vtt, en: vtt } }), undefined, 'nobody knows which of them is spoken');
	});

	it('never takes a translation', () => {
		assert.equal(choose({ automatic_captions: { 'en-orig': vtt, en: vtt, de: vtt } }), 'automatic en-orig');
		assert.equal(choose({ language: 'en', automatic_captions: { en: vtt, de: vtt } }), 'automatic en');
		assert.equal(choose({ automatic_captions: { 'en-orig': vtt, en: vtt, de: vtt } }, 'de'), undefined);
	});

	it('takes nothing that cannot be read', () => {
		assert.equal(choose({ language: 'en', subtitles: { en: [{ ext: 'json3' }], live_chat: vtt } }), undefined);
	});
});

describe('isVideoSite', () => {
	it('knows hosts, and no others that look like them', () => {
		for (const url of ['https://youtu.be/x', 'https://m.youtube.com/watch?v=x', 'https://vimeo.com/1']) assert.ok(isVideoSite(url), url);
		for (const url of ['https://notyoutube.com/x', 'https://youtube.com.example.org/', 'https://example.org/youtube.com'])
			assert.ok(!isVideoSite(url), url);
	});
});
