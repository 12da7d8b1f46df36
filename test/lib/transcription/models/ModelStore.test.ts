import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockFile } from '#lib/ledger/sqlite/lockFile';
import { ModelHub } from '#lib/transcription/models/ModelHub';
import { type EnsureOptions, type ModelProgress, ModelStore } from '#lib/transcription/models/ModelStore';
import { HubServer } from '../../../support/hub/HubServer.js';
import { modelFiles } from '../../../support/hub/modelFiles.js';
import { latch } from '../../../support/signals.js';
import { startScript } from '../../../support/startScript.js';
import { temporaryFolder } from '../../../support/temporaryFolder.js';
import { waitUntil } from '../../../support/waitUntil.js';

const id = 'someone/whisper-small';
const encoder = 'onnx/encoder_model_quantized.onnx';
const downloadModel = fileURLToPath(new URL('../../../support/scripts/downloadModel.ts', import.meta.url));

describe('the models from a hub', () => {
	let hub: HubServer;
	let folder: string;
	let store: ModelStore;
	beforeEach(async () => {
		hub = await HubServer.start(id, modelFiles);
		folder = temporaryFolder();
		store = open();
	});
	afterEach(() => hub.close());

	const open = () => new ModelStore(folder, new ModelHub(hub.url), { retryAfterMs: 1, stalledAfterMs: 500 });
	const ensure = (options: Partial<EnsureOptions> = {}) => store.ensure(id, { signal: new AbortController().signal, ...options });
	const isWhole = (path: string) => readFileSync(join(folder, id, path)).equals(modelFiles[path] ?? Buffer.alloc(0));

	it('come with what recognition needs, to the byte, and nothing else', async () => {
		const there = await ensure();
		assert.equal(there, join(folder, 'someone', 'whisper-small'));
		const files = readdirSync(there, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
		assert.deepEqual(
			files
				.map(({ name }) => name)
				.filter((name) => !name.startsWith('.'))
				.sort(),
			[
				'autointel.json',
				'config.json',
				'decoder_model_merged_quantized.onnx',
				'encoder_model_quantized.onnx',
				'generation_config.json',
				'preprocessor_config.json',
				'tokenizer.json',
				'tokenizer_config.json'
			]
		);
		assert.ok(['config.json', 'tokenizer.json', encoder].every(isWhole));
	});

	it('come once: later nobody asks the hub, and it may be gone', async () => {
		await ensure();
		const before = hub.requests.length;
		await ensure();
		assert.equal(hub.requests.length, before);
		hub.faults.status = 500;
		await open().ensure(id, { signal: new AbortController().signal });
	});

	it('come in the precision that a GPU wants, beside the other', async () => {
		await ensure();
		await ensure({ precision: 'fp16' });
		assert.ok(isWhole('onnx/encoder_model_fp16.onnx') && isWhole(encoder));
		assert.ok((await store.isComplete(id, 'int8')) && (await store.isComplete(id, 'fp16')));
		assert.equal(hub.count('config.json'), 1);
	});

	it('leave nothing behind of an older version whose download was broken off', async () => {
		const [old, other] = ['000000000000.part', 'txt'].map((end) => join(folder, id, `${encoder}.${end}`));
		assert.ok(old && other);
		await mkdir(join(folder, id, 'onnx'), { recursive: true });
		for (const file of [old, other]) writeFileSync(file, 'the beginning');
		await ensure();
		assert.deepEqual([existsSync(old), existsSync(other), isWhole(encoder)], [false, true, true]);
	});

	it('say how much of them is there', async () => {
		const progress: ModelProgress[] = [];
		await ensure({ onProgress: (news) => progress.push(news) });
		const total = Object.entries(modelFiles).filter(([path]) => /^(config|generation|preproc|tokenizer)|quantized/.test(path));
		const totalBytes = total.reduce((sum, [, { length }]) => sum + length, 0);
		assert.deepEqual(progress.at(-1), { id, bytes: totalBytes, totalBytes });
		assert.ok(progress.length > total.length);
	});

	it('are listed over several pages', async () => {
		for (const relativeLinks of [false, true]) {
			hub.faults = { pageSize: 3, relativeLinks };
			await ensure();
			assert.ok(isWhole(encoder));
			await store.remove(id);
		}
	});

	it('go on where the connection broke', async () => {
		// What is on its way when the connection breaks may be lost.
		const part = join(folder, id, `${encoder}.${await digestOf(encoder)}.part`);
		let kept = 0;
		const arrived = () => {
			kept += 100_000;
			return waitUntil('it has all of that', () => statSync(part, { throwIfNoEntry: false })?.size === kept);
		};
		hub.faults.cut = { afterBytes: 100_000, times: 2, arrived };
		await ensure();
		assert.ok(isWhole(encoder));
		const ranges = hub.requests.filter((request) => request.includes(encoder)).map((request) => /bytes=(\d+)-$/.exec(request)?.[1]);
		assert.deepEqual(ranges, [undefined, '100000', '200000']);
	});

	it('begin again where the hub cannot go on', async () => {
		hub.faults = { cut: { afterBytes: 100_000, times: 1 }, ignoresRange: true };
		await ensure();
		assert.ok(isWhole(encoder));
	});

	it('go on where another process was killed', async () => {
		hub.faults.cut = { afterBytes: 100_000, times: 1 };
		const first = startScript(downloadModel, { folder, url: hub.url, id });
		await first.until('half of a file is there', (line): line is number => typeof line === 'number' && line >= 100_000);
		first.child.kill('SIGKILL');
		await first.ended;
		hub.requests.length = 0;
		await ensure();
		assert.ok(isWhole(encoder));
		assert.match(hub.requests.find((request) => request.includes(encoder)) ?? '', /bytes=\d{5,}-$/);
	});

	it('go on when the connection stands still', async () => {
		hub.faults.stalls = { times: 1 };
		await ensure();
		assert.ok(isWhole('config.json') && isWhole(encoder));
	});

	it('are fetched again when they came damaged, and refused the second time', async () => {
		hub.faults.damages = { times: 1 };
		await ensure();
		assert.ok(isWhole('config.json'));
		await store.remove(id);
		hub.faults.damages = { times: 2 };
		await assert.rejects(ensure(), { code: 'model-corrupt', message: `config.json of ${id} came damaged, twice` });
		assert.equal(await store.isComplete(id), false);
	});

	it('end where a hub has a file shorter than it lists it, and where it only ever begins again', async () => {
		hub.faults.claimsExtraBytes = 1;
		await assert.rejects(ensure(), { code: 'hub-failed', message: `config.json of ${id} comes with 24 bytes, and is listed with 25` });
		hub.faults = {
			ignoresRange: true,
			cut: {
				get afterBytes() {
					return hub.requests.length % 2 === 0 ? 150_000 : 160_000;
				},
				times: 1000
			}
		};
		await assert.rejects(ensure(), { code: 'hub-unreachable', message: /was broken off/ });
	});

	it('wait as long as a busy hub asks for, unless that is too long', async () => {
		hub.faults.busy = { times: 2, retryAfter: 0 };
		await ensure();
		assert.ok(isWhole(encoder));
		await rm(join(folder, id, encoder));
		const waiting = latch();
		hub.faults.gate = waiting.opened;
		const again = ensure();
		await waitUntil('a file is asked for', () => hub.count(encoder) === 2);
		hub.faults.busy = { times: 1, retryAfter: 3600 };
		hub.faults.cut = { afterBytes: 100_000, times: 1 };
		waiting.open();
		await assert.rejects(again, { code: 'hub-failed', message: `${hub.url} answers 429` });
		assert.equal(hub.count(encoder), 3, 'nobody waits an hour');
	});

	it('that are here are read to the byte where somebody wants to know, and what is damaged comes anew', async () => {
		await ensure();
		const whole = Buffer.from(modelFiles[encoder] ?? '');
		whole[1000] = 255 - (whole[1000] ?? 0);
		writeFileSync(join(folder, id, encoder), whole);
		await ensure();
		assert.equal(isWhole(encoder), false, 'sizes alone do not tell');
		assert.equal(await store.findDamage(id, 'int8'), join(folder, id, encoder));
		hub.requests.length = 0;
		await ensure({ check: true });
		assert.ok(isWhole(encoder));
		assert.equal(await store.findDamage(id, 'int8'), undefined);
		assert.deepEqual([hub.requests.length, hub.count(encoder)], [2, 1]);
		hub.faults.status = 500;
		await ensure({ check: true });
	});

	it('are looked through again when a file is gone or was changed', async () => {
		await ensure();
		writeFileSync(join(folder, id, encoder), 'short');
		assert.equal(await store.isComplete(id), false);
		hub.requests.length = 0;
		await ensure();
		assert.ok(isWhole(encoder));
		assert.equal(hub.count('config.json'), 0);
	});

	it('are shared: who gives up first does not spoil it for the others, and the last one ends it', async () => {
		const gate = latch();
		hub.faults.gate = gate.opened;
		const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()];
		const waiting = [first, second, third].map(({ signal }) => ensure({ signal }));
		await waitUntil('a file is asked for', () => hub.count('config.json') === 1);
		first.abort(new Error('no patience'));
		await assert.rejects(waiting[0] ?? Promise.resolve(), /no patience/);
		gate.open();
		await Promise.all(waiting.slice(1));
		assert.equal(hub.count('config.json'), 1);

		await store.remove(id);
		hub.faults.gate = new Promise(() => {});
		const alone = new AbortController();
		const given = ensure({ signal: alone.signal });
		await waitUntil('a file is asked for again', () => hub.count('config.json') === 2);
		alone.abort(new Error('nor had this one'));
		await assert.rejects(given, /nor had this one/);
		delete hub.faults.gate;
		await ensure();
		assert.ok(isWhole(encoder));
	});

	it('wait for another process that is downloading the same one', async () => {
		await mkdir(join(folder, id), { recursive: true });
		const other = lockFile(join(folder, id, '.download.lock'));
		assert.ok(other);
		writeFileSync(join(folder, id, 'config.json'), modelFiles['config.json'] ?? '');
		const progress: number[] = [];
		const waiting = ensure({ onProgress: ({ bytes }) => progress.push(bytes) });
		await waitUntil('it is said how far the other one is', () => progress.at(-1) === 24);
		await assert.rejects(store.remove(id), { code: 'model-in-use' });
		other.close();
		await waiting;
		assert.ok(isWhole(encoder));
	});

	it('say plainly that there is no network, and what to do', async () => {
		const closed = createServer();
		await new Promise<void>((listening) => closed.listen(0, '127.0.0.1', listening));
		const { port } = closed.address() as { port: number };
		await new Promise((done) => closed.close(done));
		const offline = new ModelStore(folder, new ModelHub(`http://127.0.0.1:${port}`));
		await assert.rejects(offline.ensure(id, { signal: new AbortController().signal }), {
			code: 'hub-unreachable',
			message: new RegExp(`^The speech model ${id} is not here yet, and http://127.0.0.1:${port} cannot be reached: .*ECONNREFUSED`),
			hint: /autointel models download someone\/whisper-small/
		});
	});

	it('give up after tries that bring nothing', async () => {
		hub.faults.cut = { afterBytes: 0, times: 100 };
		await assert.rejects(ensure(), { code: 'hub-unreachable', message: /was broken off/ });
		assert.equal(hub.count('config.json'), 5);
	});

	it('say plainly that the disk is full, before and during the download', async () => {
		hub.faults.claimsExtraBytes = 10 ** 15;
		await assert.rejects(ensure(), { code: 'disk-full', message: `There is no room on the disk for the model ${id} in ${folder}/${id}` });
		delete hub.faults.claimsExtraBytes;
		await ensure();
		const [part] = [`${encoder}.${await digestOf(encoder)}.part`];
		await rm(join(folder, id, encoder));
		symlinkSync('/dev/full', join(folder, id, part));
		await assert.rejects(ensure(), { code: 'disk-full' });
	});

	it('are unknown, or no speech models, in one line', async () => {
		const given = { signal: new AbortController().signal };
		await assert.rejects(store.ensure('someone/else', given), { code: 'unknown-model', message: /has no model someone\/else/ });
		await assert.rejects(store.ensure('../../etc', given), { code: 'unknown-model', message: /they look like owner\/name/ });
		const text = await HubServer.start(id, { 'config.json': Buffer.from('{}') });
		try {
			const other = new ModelStore(folder, new ModelHub(text.url));
			await assert.rejects(other.ensure(id, given), { code: 'not-a-speech-model', message: /lacks generation_config\.json/ });
		} finally {
			await text.close();
		}
		hub.faults.status = 503;
		await assert.rejects(ensure(), { code: 'hub-failed', message: /answers 503/ });
		hub.faults = { page: '<!DOCTYPE html><p>Welcome to our hotel' };
		await assert.rejects(ensure(), { code: 'hub-failed', message: /does not list the files/, hint: /log-in page/ });
		hub.faults = { oid: '../../../../evil' };
		await assert.rejects(ensure(), { code: 'hub-failed', message: /does not list the files/ });
	});

	it('never leave their folder, whatever the hub calls its files', async () => {
		const evil = await HubServer.start(id, { ...modelFiles, '../../evil.onnx': Buffer.alloc(200), 'onnx/../../x': Buffer.alloc(200) });
		try {
			await new ModelStore(folder, new ModelHub(evil.url)).ensure(id, { signal: new AbortController().signal });
			assert.ok(evil.requests.every((request) => !request.includes('evil')));
		} finally {
			await evil.close();
		}
	});

	it('can be listed and removed', async () => {
		assert.deepEqual(await store.list(), []);
		await ensure();
		await mkdir(join(folder, 'someone', 'begun'));
		const listed = await store.list();
		assert.deepEqual(
			listed.map((model) => [model.id, model.complete, model.bytes > 300_000]),
			[
				['someone/begun', false, false],
				[id, true, true]
			]
		);
		await store.remove(id);
		assert.equal(existsSync(join(folder, id)), false);
		await assert.rejects(store.remove(id), { code: 'no-such-model' });
	});

	async function digestOf(path: string): Promise<string> {
		const { createHash } = await import('node:crypto');
		return createHash('sha256')
			.update(modelFiles[path] ?? '')
			.digest('hex')
			.slice(0, 12);
	}
});
