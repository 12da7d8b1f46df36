import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { built } from '../support/built.js';
import { HubServer } from '../support/hub/HubServer.js';
import { repository } from '../support/repository.js';
import { tinyModel } from '../support/speech/fixtures.js';
import { waitUntil } from '../support/waitUntil.js';
import { CommandLine } from './commandLine.js';

describe('models on the command line', () => {
	let hub: HubServer;
	beforeEach(async () => {
		const files = readdirSync(tinyModel, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && !entry.parentPath.endsWith('audio'))
			.map((entry) => join(entry.parentPath, entry.name));
		hub = await HubServer.start('someone/tiny', Object.fromEntries(files.map((file) => [relative(tinyModel, file), readFileSync(file)])));
	});
	afterEach(() => hub.close());

	it('are listed, downloaded and removed; the doctor tries them', async () => {
		const line = new CommandLine({ HF_ENDPOINT: hub.url, WHISPER_MODEL: 'someone/tiny' });
		const [none, before] = [await line.call('models'), await line.call('doctor')];
		assert.match(
			none.stdout,
			/^No model has been fetched yet\.\n\nIn use: someone\/tiny, which is fetched when the first recording comes\.$/m
		);
		assert.match(before.stdout, / – {2}speech +the model someone\/tiny is not here yet/);

		const fetched = await line.call('models', 'download');
		assert.equal(fetched.code, 0, fetched.stderr);
		assert.match(fetched.stdout, /^someone\/tiny {2}100 % {2}4\.9 MB of 4\.9 MB$/m);
		assert.match(fetched.stdout, /someone\/tiny is in .*models\/someone\/tiny\.$/m);
		const [listed, after] = [await line.call('models', '--json'), await line.call('doctor')];
		const [model] = listed.json() as { id: string; complete: boolean; used: boolean; bytes: number }[];
		assert.deepEqual([model?.id, model?.complete, model?.used], ['someone/tiny', true, true]);
		assert.match(after.stdout, /ok {2}speech +someone\/tiny \((int8|fp32)\) on (the CPU|CUDA)/);

		const removed = await line.call('models', 'remove', 'someone/tiny', '--json');
		assert.deepEqual(removed.json(), { id: 'someone/tiny', removed: true });
		assert.equal(existsSync(join(line.folder, 'data/models/someone/tiny')), false);
	});

	it('go on with a download that was interrupted, and say so', async () => {
		const line = new CommandLine({ HF_ENDPOINT: hub.url });
		hub.faults.gate = new Promise(() => {});
		const call = line.start(['models', 'download', 'someone/tiny']);
		await waitUntil('a file is asked for', () => hub.requests.some((request) => request.includes('/resolve/')));
		call.child.kill('SIGINT');
		const { code, stderr } = await call.ended;
		delete hub.faults.gate;
		assert.equal(code, 130);
		assert.match(stderr, /Interrupted: the next download of it goes on from here\./);
		assert.equal((await line.call('models', 'download', 'someone/tiny')).code, 0);
	});

	it('that lost bytes on the disk are found by the doctor, and mended by another download', async () => {
		const line = new CommandLine({ HF_ENDPOINT: hub.url, WHISPER_MODEL: 'someone/tiny', WHISPER_DEVICE: 'cpu' });
		await line.call('models', 'download');
		const file = join(line.folder, 'data/models/someone/tiny/onnx/encoder_model_quantized.onnx');
		const bytes = readFileSync(file);
		writeFileSync(file, Buffer.from(bytes).fill(0, 1_000_000, 1_002_000));
		const { stdout } = await line.call('doctor');
		assert.match(
			stdout.replace(/\s+/g, ' '),
			/– speech someone\/tiny is damaged: \S+encoder_model_quantized\.onnx is not what was fetched\. "autointel models download someone\/tiny" mends that\./
		);
		assert.equal((await line.call('models', 'download')).code, 0);
		assert.ok(readFileSync(file).equals(bytes));
	});

	it('can be removed where the disk takes nothing more', async () => {
		const line = new CommandLine({ HF_ENDPOINT: hub.url, WHISPER_MODEL: 'someone/tiny' });
		await line.call('models', 'download');
		const full = (...words: readonly string[]) =>
			line.shell(`ulimit -f 0; exec ${[process.execPath, built(join(repository, 'src/cli/main.ts')), ...words].join(' ')}`);
		const removed = await full('models', 'remove', 'someone/tiny');
		assert.match(removed.stdout, /^someone\/tiny is removed\. It is WHISPER_MODEL: "autointel models download" brings it back\.$/m);
		assert.equal(existsSync(join(line.folder, 'data/models/someone/tiny')), false);
		const again = await full('models', 'download', 'someone/tiny');
		assert.match(again.stderr, /^autointel: There is no room on the disk for the model someone\/tiny in /);
	});

	it('fail in one line', async () => {
		const line = new CommandLine({ HF_ENDPOINT: hub.url, WHISPER_MODEL: tinyModel });
		const [unknown, nonsense, folder, missing] = await Promise.all([
			line.call('models', 'download', 'nobody/nothing'),
			line.call('models', 'download', '../../etc'),
			line.call('models', 'download'),
			line.call('models', 'remove', 'someone/tiny')
		]);
		assert.match(unknown.stderr, /has no model nobody\/nothing for everybody/);
		assert.match(nonsense.stderr, /is no name of a model/);
		assert.match(folder.stderr, /WHISPER_MODEL is the folder/);
		assert.match(missing.stderr, /There is no model someone\/tiny/);
		assert.deepEqual([unknown.code, nonsense.code, folder.code, missing.code], [1, 2, 2, 1]);
	});

	it('that are folders are used as they are', async () => {
		const { stdout, code } = await new CommandLine({ WHISPER_MODEL: tinyModel }).call('doctor');
		assert.match(stdout, /ok {2}speech +whisper-tiny \(int8\) on /);
		assert.equal(code, 0);
		const nowhere = await new CommandLine({ WHISPER_MODEL: '/nowhere/at/all' }).call('doctor');
		assert.match(nowhere.stdout, / – {2}speech +recordings cannot be transcribed: /);
	});

	it('are not needed where a service is configured', async () => {
		const service = { OPENAI_TRANSCRIPTION_MODEL: 'whisper-1', OPENAI_BASE_URL: `${hub.url}/v1`, OPENAI_API_KEY: 'sk-secret' };
		const line = new CommandLine({ ...service, WHISPER_MODEL: 'someone/tiny' });
		const [models, doctor] = await line.callSeveral([['models'], ['doctor']]);
		assert.ok(models && doctor);
		assert.match(doctor.stdout.replace(/\s+/g, ' '), /speech recordings are sent to 127\.0\.0\.1:\d+, to its model whisper-1/);
		assert.match(
			models.stdout,
			/Recordings go to a service, to its model whisper-1\.\nWhere its budget ends, someone\/tiny goes on if it is here\.$/m
		);
		assert.ok(!`${models.stdout}${doctor.stdout}`.includes('sk-secret'));
	});
});
