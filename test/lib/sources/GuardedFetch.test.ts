import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createGzip, gzipSync } from 'node:zlib';
import { userAgentOf } from '#lib/config/userAgentOf';
import { AutointelError } from '#lib/errors/AutointelError';
import { isPublicAddress } from '#lib/sources/addresses';
import { GuardedFetch } from '#lib/sources/GuardedFetch';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { waitUntil } from '../../support/waitUntil.js';
import { type LocalServer, localServer } from './localServer.js';

const routes: Readonly<Record<string, RequestListener>> = {
	'/hello': (request, response) =>
		response
			.setHeader('x-method', request.method ?? '')
			.setHeader('content-length', 5)
			.end('hello'),
	'/bye': (_, response) => response.setHeader('connection', 'close').end('bye'),
	'/agent': (request, response) => response.end(request.headers['user-agent']),
	'/echo': (request, response) => request.pipe(response),
	'/missing': (_, response) => response.writeHead(404).end('nothing here'),
	'/nothing': (_, response) => response.writeHead(204).end(),
	'/strange': (_, response) => response.writeHead(999, 'Denied').end('denied'),
	'/gzip': (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('unpacked')),
	'/broken-gzip': (_, response) => response.setHeader('content-encoding', 'gzip').end('this is not gzip'),
	'/bomb': (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(50_000_000))),
	'/endless': (_, response) => endlessly(response),
	'/endless-gzip': (_, response) => {
		const gzip = createGzip();
		response.setHeader('content-encoding', 'gzip');
		gzip.pipe(response);
		endlessly(gzip);
	},
	'/honest': (_, response) => response.setHeader('content-length', '1000000').write('x'),
	'/boasts': (_, response) => {
		response.setHeader('content-length', '1000').write('only this');
		setImmediate(() => response.destroy());
	},
	'/drip': (_, response) => {
		const timer = setInterval(() => response.write('x'), 5);
		response.on('close', () => clearInterval(timer));
	},
	'/silent': () => undefined,
	'/reset': (request) => request.socket.resetAndDestroy(),
	'/once': redirectTo('/hello'),
	'/loop': redirectTo('/loop'),
	'/to-file': redirectTo('file:///etc/passwd'),
	'/with-password': redirectTo('http://me:secret@example.org/'),
	'/nowhere': redirectTo('http://[nonsense'),
	'/303': (_, response) => response.writeHead(303, { location: '/hello' }).end()
};

function redirectTo(location: string): RequestListener {
	return (_, response) => response.writeHead(302, { location }).end();
}

function endlessly(stream: ServerResponse | NodeJS.WritableStream): void {
	const chunk = Buffer.alloc(65_536, 'x');
	const fill = () => {
		while ('destroyed' in stream && !stream.destroyed && stream.write(chunk));
	};
	stream.on('drain', fill);
	stream.on('error', () => undefined);
	fill();
}

function refusal(code: string, message: RegExp) {
	return (error: unknown) => {
		assert.ok(error instanceof AutointelError, String(error));
		assert.equal(error.code, code, error.message);
		assert.match(error.message, message);
		assert.doesNotMatch(error.message, /secret|\n/);
		return true;
	};
}

describe('GuardedFetch', () => {
	let server: LocalServer;
	let open: GuardedFetch;
	let guarded: GuardedFetch;
	let resolved: string[];
	let answers: readonly string[];
	let folder: string;

	beforeEach(async () => {
		folder = temporaryFolder();
		server = await localServer((request, response) => {
			const [path = ''] = (request.url ?? '').split('?');
			const step = /^\/hops\/(\d+)$/.exec(path)?.[1];
			if (step !== undefined) redirectTo(step === '0' ? '/hello' : `/hops/${Number(step) - 1}`)(request, response);
			else if (path === '/elsewhere') redirectTo(new URL(request.url ?? '', server.url).searchParams.get('to') ?? '')(request, response);
			else routes[path]?.(request, response);
		});
		resolved = [];
		answers = ['127.0.0.1'];
		open = new GuardedFetch({ allowPrivateAddresses: true });
		guarded = new GuardedFetch({ allowPrivateAddresses: false, rules: { resolve, isPublic: isPublicAddress } });
	});

	async function resolve(hostname: string) {
		resolved.push(hostname);
		return answers.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
	}

	afterEach(async () => {
		await open.close();
		await guarded.close();
		await server.close();
	});

	describe('fetches', () => {
		it('a body, completely, as a standard Response', async () => {
			const response = await open.fetch(`${server.url}/hello?x=1`);
			assert.ok(response instanceof Response);
			assert.equal(response.status, 200);
			assert.equal(response.url, `${server.url}/hello?x=1`);
			assert.equal(response.headers.get('x-method'), 'GET');
			await server.close();
			assert.equal(await response.text(), 'hello');
			server = await localServer(() => undefined);
		});

		it('with the method, headers and body it is given', async () => {
			const response = await open.fetch(`${server.url}/echo`, { method: 'POST', body: 'said', headers: { 'content-type': 'text/plain' } });
			assert.equal(await response.text(), 'said');
			assert.equal((await open.fetch(`${server.url}/hello`, { method: 'HEAD' })).headers.get('content-length'), '5');
			assert.equal(await (await open.fetch(`${server.url}/agent`, { headers: { 'user-agent': 'mine' } })).text(), 'mine');
			assert.equal(await (await open.fetch(`${server.url}/agent`)).text(), 'autointel');
			const introduced = new GuardedFetch({
				allowPrivateAddresses: true,
				userAgent: userAgentOf({ OPERATOR_CONTACT: 'me@example.org' }, '1.2.3')
			});
			assert.equal(await (await introduced.fetch(`${server.url}/agent`)).text(), 'autointel/1.2.3 (me@example.org)');
			await introduced.close();
		});

		it('answers with a status of 400 or more, without a body, or with no status of HTTP', async () => {
			assert.equal((await open.fetch(`${server.url}/missing`)).status, 404);
			assert.equal((await open.fetch(`${server.url}/nothing`)).status, 204);
			const strange = await open.fetch(`${server.url}/strange`);
			assert.deepEqual({ status: strange.status, ok: strange.ok, text: await strange.text() }, { status: 999, ok: false, text: 'denied' });
		});

		it('what was compressed', async () => assert.equal(await (await open.fetch(`${server.url}/gzip`)).text(), 'unpacked'));
	});

	describe('follows redirects', () => {
		it('and says where it arrived', async () => {
			const response = await open.fetch(`${server.url}/once`);
			assert.equal(response.url, `${server.url}/hello`);
			assert.equal(await response.text(), 'hello');
		});

		it('five times and not more', async () => {
			assert.equal((await open.fetch(`${server.url}/hops/4`)).status, 200);
			await assert.rejects(open.fetch(`${server.url}/hops/5`), refusal('unreachable', /more than 5 times/));
			await assert.rejects(open.fetch(`${server.url}/loop`), refusal('unreachable', /more than 5 times/));
		});

		it('only to http and https, without passwords', async () => {
			await assert.rejects(open.fetch(`${server.url}/to-file`), refusal('address-refused', /to-file is refused: only http/));
			await assert.rejects(open.fetch(`${server.url}/with-password`), refusal('address-refused', /user name or password/));
			await assert.rejects(open.fetch(`${server.url}/nowhere`), refusal('address-refused', /nowhere redirects to no web address/));
		});

		it('with GET after a 303', async () => {
			const response = await open.fetch(`${server.url}/303`, { method: 'POST', body: 'x' });
			assert.equal(response.headers.get('x-method'), 'GET');
		});
	});

	describe('refuses', () => {
		for (const address of ['file:///etc/passwd', 'ftp://example.org/x', 'data:text/plain,x', 'javascript:1']) {
			it(address, () => assert.rejects(open.fetch(address), refusal('address-refused', /only http and https/)));
		}

		it('what is no address', async () => {
			await assert.rejects(open.fetch('talk?secret'), refusal('address-refused', /"talk" is no web address/));
			await assert.rejects(open.fetch(''), refusal('address-refused', /no web address/));
		});

		it('credentials in the address', () =>
			assert.rejects(open.fetch('http://me:secret@example.org/'), refusal('address-refused', /user name or password/)));

		const hosts = ['127.0.0.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '0', '[::1]', '[::ffff:127.0.0.1]', '[::]', 'localhost'];
		for (const host of [...hosts, 'LOCALHOST', 'localhost.', 'app.localhost', '１２７.0.0.1', '127.0.0.1.']) {
			it(`http://${host}`, async () => {
				await assert.rejects(
					guarded.fetch(`http://${host}:${server.port}/hello?secret`),
					refusal('address-refused', /hello is refused: it leads to a private or local address/)
				);
				assert.deepEqual(server.requests, []);
			});
		}

		for (const host of ['169.254.169.254', '10.0.0.1', '192.168.0.1', '100.64.0.1', '[fd00::1]', '[fe80::1]', '224.0.0.1']) {
			it(`http://${host}`, () => assert.rejects(guarded.fetch(`http://${host}/`), refusal('address-refused', /private or local/)));
		}

		it('a name that leads to such an address', async () => {
			await assert.rejects(guarded.fetch(`http://intranet.example:${server.port}/hello`), refusal('address-refused', /private or local/));
			assert.deepEqual(resolved, ['intranet.example']);
			assert.deepEqual(server.requests, []);
		});

		it('a name that also leads to such an address', async () => {
			answers = ['93.184.215.14', '127.0.0.1'];
			await assert.rejects(guarded.fetch(`http://both.example:${server.port}/hello`), refusal('address-refused', /private or local/));
			answers = ['::ffff:127.0.0.1'];
			await assert.rejects(guarded.fetch(`http://both.example:${server.port}/hello`), refusal('address-refused', /private or local/));
			assert.deepEqual(server.requests, []);
		});

		it('a name without an address', async () => {
			answers = [];
			await assert.rejects(guarded.fetch('http://nobody.example/'), refusal('unreachable', /no host of that name/));
		});

		it('such an address over https', () =>
			assert.rejects(guarded.fetch(`https://127.0.0.1:${server.port}/hello`), refusal('address-refused', /private or local/)));

		it('such an address for a download', async () => {
			await assert.rejects(guarded.download(`${server.url}/hello`, {}, join(folder, 'x')), refusal('address-refused', /private/));
			assert.deepEqual(await readdir(folder), []);
		});
	});

	describe('checks every connection anew', () => {
		// To this one 127.0.0.1 is the public internet, and everything else is refused.
		let outside: GuardedFetch;
		beforeEach(() => {
			outside = new GuardedFetch({ allowPrivateAddresses: false, rules: { resolve, isPublic: (address) => address === '127.0.0.1' } });
		});
		afterEach(() => outside.close());

		for (const host of ['127.0.0.2', '2130706434', 'localhost', '[::1]']) {
			it(`after a redirect to ${host}`, async () => {
				const inner = `http://${host}:${server.port}/hello?secret`;
				await assert.rejects(outside.fetch(`${server.url}/elsewhere?to=${inner}`), refusal('address-refused', /elsewhere is refused/));
				assert.deepEqual(server.requests, [`GET /elsewhere?to=${inner}`]);
			});
		}

		it('after a redirect to a name', async () => {
			answers = ['127.0.0.2'];
			const inner = `http://intranet.example:${server.port}/hello`;
			await assert.rejects(outside.fetch(`${server.url}/elsewhere?to=${inner}`), refusal('address-refused', /private or local/));
			assert.equal(server.requests.length, 1);
		});

		it('of a name that changes its mind', async () => {
			const url = `http://rebinding.example:${server.port}/bye`;
			assert.equal(await (await outside.fetch(url)).text(), 'bye');
			answers = ['127.0.0.2'];
			await assert.rejects(outside.fetch(url), refusal('address-refused', /private or local/));
			assert.deepEqual(resolved, ['rebinding.example', 'rebinding.example']);
			assert.equal(server.requests.length, 1);
		});

		it('and lets good ones through, also by redirect', async () => {
			const response = await outside.fetch(`${server.url}/elsewhere?to=http://public.example:${server.port}/hello`);
			assert.equal(response.url, `http://public.example:${server.port}/hello`);
		});
	});

	describe('limits bytes', () => {
		for (const path of ['/endless', '/endless-gzip', '/bomb', '/honest']) {
			it(`of ${path}`, async () => {
				await assert.rejects(
					open.fetch(server.url + path, { maxBytes: 100_000 }),
					refusal('too-large', new RegExp(`${path} sends more than`))
				);
				await assert.rejects(
					open.download(server.url + path, { maxBytes: 100_000 }, join(folder, 'x')),
					refusal('too-large', /100000 bytes/)
				);
				assert.deepEqual(await readdir(folder), []);
			});
		}

		it('and takes what is exactly as large', async () => {
			assert.equal(await (await open.fetch(`${server.url}/hello`, { maxBytes: 5 })).text(), 'hello');
			await assert.rejects(open.fetch(`${server.url}/hello`, { maxBytes: 4 }), refusal('too-large', /hello/));
		});

		it('but not for HEAD, which has no body', async () => {
			assert.equal((await open.fetch(`${server.url}/hello`, { method: 'HEAD', maxBytes: 1 })).status, 200);
		});
	});

	describe('limits time', () => {
		for (const path of ['/drip', '/silent']) {
			it(`of ${path}`, async () => {
				await assert.rejects(open.fetch(`${server.url}${path}?secret`, { timeoutMs: 50 }), refusal('timed-out', /within 0.05 s/));
				await assert.rejects(open.download(server.url + path, { timeoutMs: 50 }, join(folder, 'x')), refusal('timed-out', /within/));
				assert.deepEqual(await readdir(folder), []);
			});
		}
	});

	describe('stops when its signal aborts', () => {
		it('before the start', async () => {
			const reason = new Error('cancelled');
			await assert.rejects(open.fetch(`${server.url}/hello`, { signal: AbortSignal.abort(reason) }), reason);
			assert.deepEqual(server.requests, []);
		});

		it('in the middle, with the reason it was given', async () => {
			const controller = new AbortController();
			const reason = new Error('cancelled');
			const path = join(folder, 'x');
			const download = open.download(`${server.url}/drip`, { signal: controller.signal }, path);
			const settled = assert.rejects(download, reason);
			await waitUntil('the download runs', async () => (await readdir(folder)).length > 0);
			controller.abort(reason);
			await settled;
			assert.deepEqual(await readdir(folder), []);
		});
	});

	describe('says what is wrong with', () => {
		it('a broken connection', async () => {
			await assert.rejects(
				open.fetch(`${server.url}/reset?secret`),
				refusal('unreachable', /reset cannot be reached: it broke the connection off/)
			);
			await assert.rejects(open.fetch(`${server.url}/boasts`), refusal('unreachable', /broke the connection off/));
			await assert.rejects(open.download(`${server.url}/boasts`, {}, join(folder, 'x')), refusal('unreachable', /broke/));
			assert.deepEqual(await readdir(folder), []);
		});

		it('a closed port', async () => {
			const closed = await localServer(() => undefined);
			await closed.close();
			await assert.rejects(open.fetch(closed.url), refusal('unreachable', /refuses the connection/));
		});

		it('a body that cannot be unpacked', () =>
			assert.rejects(open.fetch(`${server.url}/broken-gzip`), refusal('unreachable', /broken-gzip cannot be reached/)));

		it('a name that does not exist', () =>
			assert.rejects(open.fetch('http://nobody.invalid/'), refusal('unreachable', /no host of that name|could not be looked up/)));

		it('a server without a proper certificate', () =>
			assert.rejects(open.fetch(`https://127.0.0.1:${server.port}/hello`), refusal('unreachable', /certificate|connection/)));
	});

	describe('downloads', () => {
		it('into a file, with its sha-256', async () => {
			const path = join(folder, 'hello');
			const { headers, ...download } = await open.download(`${server.url}/once`, {}, path);
			const hash = createHash('sha256').update('hello').digest('hex');
			assert.deepEqual(download, { url: `${server.url}/hello`, status: 200, hash, bytes: 5 });
			assert.equal(headers['x-method'], 'GET');
			assert.equal(await readFile(path, 'utf8'), 'hello');
		});

		it('never over a file that is there', async () => {
			const path = join(folder, 'mine');
			await writeFile(path, 'precious');
			await assert.rejects(open.download(`${server.url}/hello`, {}, path), { code: 'EEXIST' });
			assert.equal(await readFile(path, 'utf8'), 'precious');
		});
	});

	it('breaks off what is running when it is closed', async () => {
		const settled = assert.rejects(open.fetch(`${server.url}/silent`), refusal('unreachable', /silent/));
		await waitUntil('the request arrived', () => server.requests.length > 0);
		await open.close();
		await settled;
	});
});
