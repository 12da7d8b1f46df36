import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { AutointelError } from 'autointel';
import { ArtifactStore, type TryStageOptions, tryStage } from 'autointel/testing';
import { contentName } from '../../../plugins/sources/lib/contentName.js';
import type { ContentOutput } from '../../../plugins/sources/lib/contentOutput.js';
import { craigArchive, isCraigLink } from '../../../plugins/sources/lib/links/craigLink.js';
import { directLink } from '../../../plugins/sources/lib/links/directLink.js';
import { looksLikeFeed, readFeed } from '../../../plugins/sources/lib/podcast/readFeed.js';
import { ContentAcquisition } from '../../../plugins/sources/stages/content-acquisition.js';
import { type LocalServer, localServer } from '../../lib/sources/localServer.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\nGood evening.\n';

const servers: LocalServer[] = [];

async function serve(listener: RequestListener): Promise<LocalServer> {
	const server = await localServer(listener);
	servers.push(server);
	return server;
}

async function closeServers(): Promise<void> {
	await Promise.all(servers.splice(0).map((server) => server.close()));
}

async function acquire(url: string, options: TryStageOptions = {}): Promise<ContentOutput> {
	const { outcome } = await tryStage(ContentAcquisition, {
		artifacts: new ArtifactStore(temporaryFolder()),
		source: { type: 'url', url },
		programs: { ytDlp: join(temporaryFolder(), 'none') },
		...options
	});
	assert.equal(outcome.status, 'succeeded');
	return outcome.output as ContentOutput;
}

const code = (error: unknown) => (error instanceof AutointelError ? error.code : error);

describe('directLink', () => {
	it('finds the file behind links of Drive, Docs and Dropbox', () => {
		const drive = 'https://drive.usercontent.google.com/download?id=1AbC-_x&export=download&confirm=t';
		const links: Readonly<Record<string, string>> = {
			'https://drive.google.com/file/d/1AbC-_x/view?usp=sharing': drive,
			'https://drive.google.com/file/u/0/d/1AbC-_x/edit': drive,
			'https://drive.google.com/open?id=1AbC-_x': drive,
			'https://drive.google.com/uc?export=download&id=1AbC-_x': drive,
			'https://drive.google.com/file/d/1AbC-_x/view?resourcekey=0-k': `${drive}&resourcekey=0-k`,
			'https://docs.google.com/document/d/1AbC-_x/edit#heading': 'https://docs.google.com/document/d/1AbC-_x/export?format=txt',
			'https://docs.google.com/presentation/d/1AbC-_x/edit': 'https://docs.google.com/presentation/d/1AbC-_x/export/txt',
			'https://www.dropbox.com/s/abc/talk.mp3?dl=0': 'https://www.dropbox.com/s/abc/talk.mp3?dl=1',
			'https://www.dropbox.com/scl/fi/abc/talk.mp3?rlkey=k&raw=1': 'https://www.dropbox.com/scl/fi/abc/talk.mp3?rlkey=k&dl=1'
		};
		for (const [link, file] of Object.entries(links)) assert.equal(directLink(link), file);
	});

	it('leaves every other address as it is', () => {
		for (const url of [
			'https://example.org/file/d/1/view',
			'https://drive.google.com/drive/my-drive',
			'https://dropbox.com.example.org/s/a'
		]) {
			assert.equal(directLink(url), url);
		}
	});

	it('refuses folders', () => {
		for (const url of ['https://drive.google.com/drive/folders/1AbC', 'https://www.dropbox.com/scl/fo/abc/h?dl=0']) {
			assert.throws(() => directLink(url), { code: 'a-folder' });
		}
	});
});

describe('contentName', () => {
	afterEach(closeServers);

	it('takes the name that a server gives a file, and only a name', () => {
		assert.equal(contentName('attachment; filename="town hall.vtt"; filename*=UTF-8\'\'town%20h%C3%A4ll.vtt'), 'town häll.vtt');
		assert.equal(contentName('attachment; filename="a \\"b\\".txt"'), 'a "b".txt');
		assert.equal(contentName('attachment; filename=../../etc/passwd'), 'passwd');
		assert.equal(contentName('inline'), undefined);
		assert.equal(contentName(undefined), undefined);
	});

	it('is what a downloaded file is called', async () => {
		const { url } = await serve((_, response) =>
			response
				.writeHead(200, { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename="Town hall.vtt"' })
				.end(vtt)
		);
		const { name, title, form } = await acquire(`${url}/download?id=1`);
		assert.deepEqual([name, title, form], ['Town hall.vtt', 'Town hall', 'subtitles']);
	});
});

describe('links of Craig', () => {
	afterEach(closeServers);

	/** Answers as craig.horse was seen to: the job that packs a recording takes a while. */
	function craig(state: { polls: number; readonly ending: string; job: boolean }): RequestListener {
		return (request, response) => {
			const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
			const json = (status: number, body: object) =>
				response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
			if (pathname !== '/api/v1/recordings/aBc123/job') return json(404, {});
			if (searchParams.get('key') !== 'k1') return json(403, { error: 'Invalid key' });
			if (request.method === 'POST') {
				state.job = true;
				return json(200, { job: { id: 'j', status: 'queued' } });
			}
			if (!state.job) return json(200, { job: null });
			const over = --state.polls <= 0;
			return json(200, {
				job: { id: 'j', type: 'recording', status: over ? state.ending : 'running', ...(over ? { outputFileName: 'aBc123.flac.zip' } : {}) }
			});
		};
	}

	const archive = async (link: (base: string) => string, state: Parameters<typeof craig>[0]) => {
		const { url } = await serve(craig(state));
		const context = {
			fetch: (address: string, options?: RequestInit) => fetch(address, options),
			progress: () => {},
			signal: AbortSignal.timeout(20_000)
		};
		return { url, found: await craigArchive(link(url), context as never, 1) };
	};

	it('are told from others', () => {
		assert.ok(isCraigLink('https://craig.horse/rec/aBc123?key=k1'));
		assert.ok(!isCraigLink('https://craig.horse/'));
		assert.ok(!isCraigLink('https://craig.horse.example.org/rec/aBc123?key=k1'));
	});

	it('lead to the archive of tracks, once it is packed', async () => {
		const { url, found } = await archive((base) => `${base}/rec/aBc123?key=k1`, { polls: 3, ending: 'complete', job: false });
		assert.equal(found, `${url}/dl/aBc123.flac.zip`);
		assert.equal(servers[0]?.requests.filter((request) => request.startsWith('POST')).length, 1);
	});

	it('use an archive that is packed already', async () => {
		await archive((base) => `${base}/rec/aBc123?key=k1`, { polls: 1, ending: 'complete', job: true });
		assert.equal(servers[0]?.requests.filter((request) => request.startsWith('POST')).length, 0);
	});

	it('say what is wrong with them, and never the key', async () => {
		const failing = async (link: (base: string) => string, ending = 'complete') => {
			const failure = await archive(link, { polls: 1, ending, job: false }).then(
				() => assert.fail(),
				(error: unknown) => error
			);
			assert.ok(failure instanceof AutointelError, String(failure));
			assert.doesNotMatch(failure.message, /k1|wrong/);
			return failure.code;
		};
		assert.equal(await failing((base) => `${base}/rec/aBc123`), 'no-key');
		assert.equal(await failing((base) => `${base}/rec/aBc123?key=wrong`), 'http-403');
		assert.equal(await failing((base) => `${base}/rec/gone?key=k1`), 'http-404');
		assert.equal(await failing((base) => `${base}/rec/aBc123?key=k1`, 'error'), 'not-packed');
	});
});

describe('podcasts', () => {
	afterEach(closeServers);

	const item = (name: string, date: string, more = '') =>
		`<item><title>${name} &amp; more</title><pubDate>${date}</pubDate><enclosure url="/${name}.vtt" type="audio/mpeg"/>${more}</item>`;

	const feed = (...items: readonly string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel><title>Bridge Talk</title><language>en-gb</language><itunes:author>Ana Keller</itunes:author>${items.join('')}</channel></rss>`;

	const transcript = (address: string, type = 'text/vtt') => `<podcast:transcript url="${address}" type="${type}"/>`;

	const podcast =
		(xml: string): RequestListener =>
		(request, response) => {
			if (request.url === '/feed') response.setHeader('content-type', 'application/rss+xml').end(xml);
			else if (request.url === '/gone.vtt') response.writeHead(404).end();
			else response.setHeader('content-type', 'text/vtt').end(vtt);
		};

	it('are their newest episode, with what the feed knows of it', async () => {
		const { url, requests } = await serve(
			podcast(
				feed(
					item('old', 'Mon, 01 Jan 2024 10:00:00 GMT'),
					item('new', 'Tue, 14 May 2024 10:00:00 GMT'),
					'<item><title>Text only</title></item>'
				)
			)
		);
		const content = await acquire(`${url}/feed`);
		assert.deepEqual(
			[content.title, content.author, content.site, content.language, content.published],
			['new & more', 'Ana Keller', 'Bridge Talk', 'en-GB', 'Tue, 14 May 2024 10:00:00 GMT']
		);
		assert.deepEqual(content.publisher, { key: `podcast:${url}/feed`, name: 'Bridge Talk' });
		assert.ok(content.notes.includes('The address is that of a podcast: its newest episode was taken, of 2.'));
		assert.ok(requests.includes('GET /new.vtt') && !requests.includes('GET /old.vtt'));
	});

	it('are read rather than heard where the podcast publishes a transcript, and heard where that is gone', async () => {
		const date = 'Tue, 14 May 2024 10:00:00 GMT';
		const { url, requests } = await serve(
			podcast(feed(item('new', date, transcript('/words.srt', 'application/srt') + transcript('/words.vtt'))))
		);
		const content = await acquire(`${url}/feed`);
		assert.ok(requests.includes('GET /words.vtt') && !requests.includes('GET /new.vtt'));
		assert.match(content.notes.join(), /transcript that the podcast publishes/);
		const other = await serve(podcast(feed(item('new', date, transcript('/gone.vtt')))));
		const heard = await acquire(`${other.url}/feed`);
		assert.ok(other.requests.includes('GET /new.vtt'));
		assert.doesNotMatch(heard.notes.join(), /transcript that/);
	});

	it('are refused where there is nothing to hear', async () => {
		const atom = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>x</title></entry></feed>';
		for (const xml of [atom, feed('<item><title>Text only</title></item>'), feed()]) {
			const { url } = await serve(podcast(xml));
			await assert.rejects(acquire(`${url}/feed`), (error) => code(error) === 'not-a-podcast');
		}
	});

	it('are no other kinds of XML, and no pages', () => {
		for (const text of ['<html><body>', '<svg>', 'rss', '', '<?xml version="1.0"?><urlset>']) assert.ok(!looksLikeFeed(text), text);
		assert.equal(readFeed('<rss><broken', 'https://example.org/feed'), undefined);
	});

	it('lead only to the web', () => {
		const xml = feed('<item><title>a</title><enclosure url="file:///etc/passwd" type="audio/mpeg"/></item>');
		assert.deepEqual(readFeed(xml, 'https://example.org/feed'), { refusal: 'is a feed without an episode to listen to' });
	});
});
