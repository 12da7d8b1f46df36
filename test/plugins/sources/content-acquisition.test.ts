import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { dirname, join } from 'node:path';
import { AutointelError, StageFailure } from 'autointel';
import { type TryStageOptions, tryStage } from 'autointel/testing';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import type { ContentOutput } from '../../../plugins/sources/lib/contentOutput.js';
import { ContentAcquisition } from '../../../plugins/sources/stages/content-acquisition.js';
import { type LocalServer, localServer } from '../../lib/sources/localServer.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { waitUntil } from '../../support/waitUntil.js';
import { articlePage, logInPage, paragraphs } from './pages.js';

const vtt = 'WEBVTT - Town hall\nLanguage: en\n\n00:01.000 --> 00:02.000\n<v Ann>Good evening.\n';
const srt = '1\r\n00:00:01,000 --> 00:00:02,000\r\nGood evening.\r\n';

/** A second of silence, as a program would write it. */
function wav(): Buffer {
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + 16_000, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(8000, 24);
	header.writeUInt32LE(16_000, 28);
	header.writeUInt16LE(2, 32);
	header.writeUInt16LE(16, 34);
	header.write('data', 36);
	header.writeUInt32LE(16_000, 40);
	return Buffer.concat([header, Buffer.alloc(16_000)]);
}

describe('content-acquisition', () => {
	let folder: string;
	let artifacts: ArtifactStore;

	beforeEach(() => {
		folder = temporaryFolder();
		artifacts = new ArtifactStore(join(folder, 'artifacts'));
	});

	async function acquire(source: TryStageOptions['source'], options: TryStageOptions = {}): Promise<ContentOutput> {
		const { outcome } = await tryStage(ContentAcquisition, { ...options, artifacts, ...(source === undefined ? {} : { source }) });
		assert.equal(outcome.status, 'succeeded');
		return outcome.output as ContentOutput;
	}

	async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
		const path = join(folder, name);
		await writeFile(path, content);
		return path;
	}

	const acquireFile = (path: string, options?: TryStageOptions) => acquire({ type: 'file', path }, options);
	const textOf = async ({ text }: ContentOutput) => (await artifacts.read(text ?? '')).toString();

	function failing(code: string, message: RegExp) {
		return (error: unknown) => {
			assert.ok(error instanceof StageFailure, String(error));
			assert.equal(error.code, code, error.message);
			assert.match(error.message, message);
			assert.doesNotMatch(error.message, /\n/);
			assert.ok(error.hint, 'a hint');
			return true;
		};
	}

	describe('of files', () => {
		it('stores subtitles as they are, with what they say about themselves', async () => {
			const content = await acquireFile(await fileOf('town hall.vtt', vtt));
			const hash = createHash('sha256').update(vtt).digest('hex');
			assert.deepEqual(content, {
				form: 'subtitles',
				format: 'vtt',
				contentType: 'text/vtt',
				name: 'town hall.vtt',
				title: 'Town hall',
				language: 'en',
				bytes: vtt.length,
				artifact: hash,
				text: hash,
				notes: []
			});
			assert.equal(await textOf(content), vtt);
		});

		const kinds: readonly (readonly [name: string, content: string | Uint8Array, form: string, format: string, title: string])[] = [
			['talk.srt', srt, 'subtitles', 'srt', 'talk'],
			['talk.txt', srt, 'subtitles', 'srt', 'talk'],
			['talk.txt', vtt, 'subtitles', 'vtt', 'Town hall'],
			['broken.vtt', 'no header and no cues', 'subtitles', 'vtt', 'broken'],
			['notes.md', 'intro\n# The *bridge* #\ntext', 'text', 'md', 'The *bridge*'],
			['notes.txt', 'BM is how a picture would begin', 'text', 'txt', 'notes'],
			['README', 'just text', 'text', 'txt', 'README'],
			['talk.mp3', wav(), 'media', 'wav', 'talk'],
			['talk', wav(), 'media', 'wav', 'talk'],
			['talk.txt', wav(), 'media', 'wav', 'talk']
		];
		for (const [name, content, form, format, title] of kinds) {
			it(`takes ${name} (${String(content).slice(0, 10).replace(/\W/g, ' ').trim()}…) for ${form}, ${format}`, async () => {
				const found = await acquireFile(await fileOf(name, content));
				assert.deepEqual({ form: found.form, format: found.format, title: found.title }, { form, format, title });
				assert.equal(found.text === undefined, form === 'media');
				assert.equal(found.bytes, content.length);
			});
		}

		it('reads a saved page as an article', async () => {
			const content = await acquireFile(await fileOf('page.html', articlePage()));
			assert.equal(content.form, 'article');
			assert.equal(content.title, 'Bridge to be repaired');
			assert.equal(content.url, undefined);
			assert.equal(await textOf(content), `${paragraphs.join('\n')}\n`);
			assert.equal((await artifacts.read(content.artifact)).toString(), articlePage());
		});

		it('hands texts in other encodings on in UTF-8, and says where it had to guess', async () => {
			const utf16 = await acquireFile(await fileOf('a.txt', Buffer.from('\ufeffGrüße', 'utf16le')));
			assert.equal(await textOf(utf16), 'Grüße');
			assert.deepEqual(utf16.notes, []);
			const latin = await acquireFile(await fileOf('b.txt', Buffer.from('Grüße aus Köln', 'latin1')));
			assert.equal(await textOf(latin), 'Grüße aus Köln');
			assert.match(latin.notes.join(), /windows-1252/);
			assert.notEqual(latin.artifact, latin.text);
		});

		describe('fails for', () => {
			it('a file that came from elsewhere, by the name that it had there', async () => {
				const path = await fileOf('0f3a', '');
				await assert.rejects(acquire({ type: 'file', path, name: 'talk.txt' }), failing('empty-source', /^talk\.txt is empty/));
			});
			it('a missing file', () => assert.rejects(acquireFile(join(folder, 'no.txt')), failing('missing-file', /no\.txt does not exist/)));

			it('a path through a file', async () => {
				const path = await fileOf('a.txt', 'x');
				await assert.rejects(acquireFile(join(path, 'b.txt')), failing('missing-file', /does not exist/));
			});

			it('an impossible path', async () => {
				await assert.rejects(acquireFile('/tmp/a\0b'), failing('missing-file', /no usable path/));
				await assert.rejects(acquireFile(`/tmp/${'x'.repeat(5000)}`), failing('missing-file', /no usable path/));
			});

			it('a folder', async () => {
				await mkdir(join(folder, 'talks.txt'));
				await assert.rejects(acquireFile(join(folder, 'talks.txt')), failing('not-a-file', /is a folder/));
			});

			it('a device', () => assert.rejects(acquireFile('/dev/zero'), failing('not-a-file', /device or a pipe/)));

			it('a file that may not be read', async () => {
				const path = await fileOf('secret.txt', 'x');
				await chmod(path, 0o000);
				await chmod(dirname(path), 0o755);
				// The superuser may read everything: for a moment we are somebody else.
				const isSuperuser = process.geteuid?.() === 0;
				if (isSuperuser) process.seteuid?.(65_534);
				try {
					await assert.rejects(acquireFile(path), failing('unreadable-file', /may not be read/));
				} finally {
					if (isSuperuser) process.seteuid?.(0);
				}
			});

			it('an empty file, or one of white space', async () => {
				for (const [name, content] of [
					['a.txt', ''],
					['b.mp3', ''],
					['c.txt', ' \n\t\n'],
					['d.srt', '\ufeff\r\n']
				] as const) {
					await assert.rejects(acquireFile(await fileOf(name, content)), failing('empty-source', /is empty/), name);
				}
			});

			it('noise under the name of a text', async () => {
				// Begins with a byte that no recording begins with, whatever the rest is.
				const noise = Buffer.concat([Buffer.from([0x01]), randomBytes(4000)]);
				for (const name of ['a.txt', 'a.vtt', 'a.md', 'a.html']) {
					await assert.rejects(acquireFile(await fileOf(name, noise)), failing('not-text', /holds binary data/), name);
				}
				await assert.rejects(acquireFile(await fileOf('b.txt', `${'text '.repeat(9000)}\0\0`)), failing('not-text', /binary data/));
			});

			it('what is not known', async () => {
				const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
				await assert.rejects(acquireFile(await fileOf('a.png', png)), failing('unknown-type', /image\/png/));
				await assert.rejects(acquireFile(await fileOf('a.txt', '%PDF-1.7\n% text')), failing('unknown-type', /.+/));
				await assert.rejects(acquireFile(await fileOf('a.json', '{"a": 1}')), failing('unknown-type', /kind of text/));
				await assert.rejects(
					acquireFile(await fileOf('a', Buffer.from([1, 2, 3, 0, 4]))),
					failing('unknown-type', /neither text nor audio/)
				);
			});

			it('a large file', async () => {
				const path = await fileOf('a.txt', 'x'.repeat(2000));
				const limits = { maxMediaBytes: 1000 };
				await assert.rejects(acquireFile(path, { limits }), failing('too-large', /2 kB, and 1 kB are allowed/));
			});

			it('a text as large as a film', async () => {
				await assert.rejects(acquireFile(await fileOf('a.txt', 'x'.repeat(10_000_001))), failing('too-large', /for a text/));
			});

			it('a page that is no article', async () => {
				await assert.rejects(acquireFile(await fileOf('a.html', logInPage)), failing('not-an-article', /a\.html is a log-in page/));
			});
		});
	});

	describe('of addresses', () => {
		let server: LocalServer;
		let headless: boolean;

		const send = (type: string | undefined, body: string | Uint8Array): RequestListener => {
			return (_, response) => (type === undefined ? response : response.setHeader('content-type', type)).end(body);
		};
		const status = (code: number): RequestListener => {
			return (_, response) => response.writeHead(code, { 'content-type': 'text/html' }).end(articlePage());
		};
		const endless = (type: string): RequestListener => {
			return (request, response) => {
				response.setHeader('content-type', type);
				if (request.method === 'HEAD') return void response.end();
				const fill = () => {
					while (!response.destroyed && response.write('x'.repeat(65_536)));
				};
				response.on('drain', fill);
				fill();
			};
		};
		const routes: Readonly<Record<string, RequestListener>> = {
			'/story': send('text/html; charset=utf-8', articlePage()),
			'/latin': send(
				'text/html; charset=iso-8859-1',
				Buffer.from(articlePage({ body: `<p>${'Grüße aus Köln. '.repeat(30)}</p>` }), 'latin1')
			),
			'/meta': send(
				'text/html',
				Buffer.from(`<meta charset=windows-1251>${`<p>${'Привет '.repeat(60)}</p>`}`.replace(/[А-я]/g, cyrillic), 'latin1')
			),
			'/talk.vtt': send('text/vtt', vtt),
			'/octets.srt': send('application/octet-stream', srt),
			'/plain': (_, response) => response.setHeader('content-language', 'de').setHeader('content-type', 'text/plain').end('Guten Abend.'),
			'/notes.md': send('text/plain', '# Notes'),
			'/listen': send('audio/wav', wav()),
			'/old': (_, response) => response.writeHead(301, { location: '/talk.vtt?signature=secret' }).end(),
			'/members': (_, response) => response.writeHead(302, { location: '/login?next=members' }).end(),
			'/login': send('text/html', logInPage),
			'/data': send('application/json', '{}'),
			'/nothing': send('text/plain', ''),
			'/no-content': (_, response) => response.writeHead(204).end(),
			'/endless.txt': endless('text/plain'),
			'/endless': endless('application/octet-stream'),
			'/reset': (request) => request.socket.resetAndDestroy()
		};

		beforeEach(async () => {
			headless = false;
			server = await localServer((request, response) => {
				const [path = ''] = (request.url ?? '').split('?');
				const code = /^\/status\/(\d+)$/.exec(path)?.[1];
				if (headless && request.method === 'HEAD') response.writeHead(405).end();
				else if (code !== undefined) status(Number(code))(request, response);
				else (routes[path] ?? status(404))(request, response);
			});
		});
		afterEach(() => server.close());

		const acquireUrl = (path: string, options?: TryStageOptions) => acquire({ type: 'url', url: server.url + path }, options);

		it('reads an article, and keeps title, author, date and site', async () => {
			const { artifact, text, ...content } = await acquireUrl('/story?id=7');
			assert.deepEqual(content, {
				form: 'article',
				format: 'html',
				contentType: 'text/html',
				name: 'story',
				title: 'Bridge to be repaired',
				author: 'Ann Lee',
				published: '2024-05-15T08:00:00Z',
				site: 'The Alder Post',
				language: 'en',
				url: `${server.url}/story?id=7`,
				bytes: Buffer.byteLength(articlePage()),
				notes: []
			});
			assert.equal((await artifacts.read(text ?? '')).toString(), `${paragraphs.join('\n')}\n`);
			assert.equal((await artifacts.read(artifact)).toString(), articlePage());
		});

		it('obeys the encoding that header or page name', async () => {
			assert.match(await textOf(await acquireUrl('/latin')), /^Grüße aus Köln\. /);
			assert.match(await textOf(await acquireUrl('/meta')), /^Привет Привет/);
		});

		const kinds: readonly (readonly [path: string, form: string, format: string, name: string, language?: string])[] = [
			['/talk.vtt', 'subtitles', 'vtt', 'talk.vtt', 'en'],
			['/octets.srt', 'subtitles', 'srt', 'octets.srt'],
			['/plain', 'text', 'txt', 'plain', 'de'],
			['/notes.md', 'text', 'md', 'notes.md'],
			['/listen', 'media', 'wav', 'listen'],
			['/old', 'subtitles', 'vtt', 'talk.vtt', 'en']
		];
		for (const [path, form, format, name, language] of kinds) {
			it(`takes ${path} for ${form}, ${format}, also from a server that does not answer HEAD`, async () => {
				for (headless of [false, true]) {
					const found = await acquireUrl(path);
					assert.deepEqual(
						{ form: found.form, format: found.format, name: found.name, language: found.language },
						{ form, format, name, language }
					);
				}
			});
		}

		describe('fails for', () => {
			for (const [code, message] of [
				[404, /nothing at this address/],
				[410, /is gone/],
				[403, /forbidden/],
				[401, /log-in/],
				[418, /not handed out/]
			] as const) {
				it(`a ${code}`, () => assert.rejects(acquireUrl(`/status/${code}?token=secret`), failing(`http-${code}`, message)));
			}

			it('a private address', async () => {
				await assert.rejects(
					acquireUrl('/story?token=secret', { allowPrivateAddresses: false }),
					failing('address-refused', /private or local/)
				);
				assert.deepEqual(server.requests, []);
			});

			it('an address that is none', () =>
				assert.rejects(acquire({ type: 'url', url: 'ftp://example.org/talk.mp3' }), failing('address-refused', /only http and https/)));

			it('an endless answer, a text with what is allowed for texts', async () => {
				await assert.rejects(acquireUrl('/endless.txt'), failing('too-large', /more than the 10000000 bytes/));
				await assert.rejects(acquireUrl('/endless', { limits: { maxMediaBytes: 50_000 } }), failing('too-large', /50000 bytes/));
			});

			it('nothing', async () => {
				await assert.rejects(acquireUrl('/nothing'), failing('empty-source', /nothing is empty/));
				await assert.rejects(acquireUrl('/no-content'), failing('empty-source', /is empty/));
			});

			it('a log-in page', () =>
				assert.rejects(acquireUrl('/members'), failing('not-an-article', /members leads to a log-in or consent page/)));

			it('what is not known', () => assert.rejects(acquireUrl('/data'), failing('unknown-type', /kind of text/)));
		});

		it('leaves to another attempt what may go away', async () => {
			for (const [path, code] of [
				['/status/503', 'http-503'],
				['/status/500', 'http-500'],
				['/status/429', 'http-429'],
				['/reset', 'unreachable']
			] as const) {
				await assert.rejects(acquireUrl(path), (error) => {
					assert.ok(error instanceof AutointelError && !(error instanceof StageFailure), String(error));
					assert.equal(error.code, code);
					return true;
				});
			}
		});

		it('stops when it is told to', async () => {
			const reason = new Error('cancelled');
			const controller = new AbortController();
			const settled = assert.rejects(acquireUrl('/endless', { signal: controller.signal }), reason);
			await waitUntil('the download runs', () => server.requests.includes('GET /endless'));
			controller.abort(reason);
			await settled;
		});
	});

	it('tells the reader where the words come from', async () => {
		const { outcome } = await tryStage(ContentAcquisition, { artifacts, source: { type: 'file', path: await fileOf('talk.vtt', vtt) } });
		assert.ok(outcome.status === 'succeeded');
		assert.equal(outcome.section.title, 'Source');
		assert.deepEqual(outcome.section.headline, { title: 'Town hall' });
		const [block] = outcome.section.blocks;
		assert.ok(block?.type === 'facts');
		assert.deepEqual(
			block.items.map(({ label, value }) => `${label}: ${value}`),
			[
				'What it is: Subtitles (WebVTT)',
				'Title: Town hall',
				'File: talk.vtt',
				'Language it declares: en',
				`Size: ${vtt.length} bytes`,
				`SHA-256: ${createHash('sha256').update(vtt).digest('hex').slice(0, 12)}…`
			]
		);
	});
});

/** Of the Cyrillic alphabet to what Latin-1 has at its place in Windows-1251. */
function cyrillic(letter: string): string {
	return String.fromCharCode(letter.charCodeAt(0) - 0x0410 + 0xc0);
}
