import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examineSpeech } from '#root/cli/doctor/examineSpeech';
import { localServer } from '../../lib/sources/localServer.js';
import { HubServer } from '../../support/hub/HubServer.js';
import { modelFiles } from '../../support/hub/modelFiles.js';
import { settingsFor } from '../../support/settings.js';
import { tinyModel } from '../../support/speech/fixtures.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

async function examine(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
	const findings = await examineSpeech(settingsFor(temporaryFolder(), { WHISPER_DEVICE: 'cpu', ...env }));
	return findings.map(({ name, state, says }) => `${name} ${state}: ${says}`);
}

describe('the doctor on speech', () => {
	it('loads the model that is here', async () => {
		assert.deepEqual(await examine({ WHISPER_MODEL: tinyModel }), ['speech ok: whisper-tiny (int8) on the CPU']);
	});

	it('says what is missing, a line each', async () => {
		const [nowhere, ...more] = await examine({ WHISPER_MODEL: '/nowhere/at-all' });
		assert.match(
			nowhere ?? '',
			/^speech missing: recordings cannot be transcribed: WHISPER_MODEL is \/nowhere\/at-all, and there is no such/
		);
		assert.deepEqual(more, []);
		const [cuda] = await examine({ WHISPER_MODEL: tinyModel, WHISPER_DEVICE: 'cuda' });
		assert.match(cuda ?? '', /^speech (missing: recordings cannot be transcribed: WHISPER_DEVICE is cuda|ok: .* on CUDA)/);
		const empty = temporaryFolder();
		const [wrong] = await examine({ WHISPER_MODEL: empty, WHISPER_DEVICE: 'cuda' });
		assert.ok(wrong?.startsWith(`speech missing: recordings cannot be transcribed: ${empty} has no Whisper model`), 'no word of CUDA');
		for (const line of [nowhere, cuda, wrong]) assert.ok(!line?.includes('\n'));
	});

	it('asks the hub for a model that is not here', async () => {
		const hub = await HubServer.start('someone/model', modelFiles);
		const env = { HF_ENDPOINT: hub.url, WHISPER_MODEL: 'someone/model' };
		try {
			assert.deepEqual(await examine(env), [
				'speech missing: the model someone/model is not here yet: the first recording waits for its download (0.3 MB). "autointel models download" does it now.'
			]);
			assert.deepEqual(hub.requests, ['GET /api/models/someone/model/tree/main ']);
			const [unknown] = await examine({ ...env, WHISPER_MODEL: 'models/small' });
			assert.match(
				unknown ?? '',
				/cannot be transcribed: the model models\/small is not here, and http:\S+ has no model models\/small .*Check WHISPER_MODEL/
			);
		} finally {
			await hub.close();
		}
		assert.match((await examine(env))[0] ?? '', /the model someone\/model is not here, and http:\S+ cannot be reached: /);
	});

	it('says which model cannot be loaded, and what to do', async () => {
		const folder = join(temporaryFolder(), 'damaged');
		cpSync(tinyModel, folder, { recursive: true });
		writeFileSync(join(folder, 'onnx/encoder_model_quantized.onnx'), 'half of a net');
		const [says] = await examine({ WHISPER_MODEL: folder });
		assert.match(
			says ?? '',
			/cannot be transcribed: The model in \S+\/damaged cannot be loaded: .*encoder_model_quantized.*"autointel models download" mends/
		);
	});

	it('says where there is not enough memory for that many processes', async () => {
		const [says, memory] = await examine({ WHISPER_MODEL: tinyModel, WHISPER_WORKERS: '100000' });
		assert.equal(says, 'speech ok: whisper-tiny (int8) on the CPU');
		assert.match(
			memory ?? '',
			/^speech memory missing: 100000 processes that recognize may take \d+\.\d GB of memory, and \d+\.\d GB are free: .*WHISPER_WORKERS/
		);
	});

	it('says where recordings are sent, what that costs, and what happens when the budget ends', async () => {
		let status = 200;
		const models = JSON.stringify({ object: 'list', data: ['whisper-1', 'w'].map((id) => ({ id, object: 'model' })) });
		const server = await localServer((_, response) => {
			response.writeHead(status, { 'content-type': 'application/json' }).end(status === 200 ? models : '{}');
		});
		const host = new URL(server.url).host;
		const service = {
			OPENAI_TRANSCRIPTION_MODEL: 'whisper-1',
			OPENAI_API_KEY: 'sk-nobody-may-see-this',
			OPENAI_BASE_URL: `${server.url}/v1`
		};
		try {
			assert.deepEqual(await examine({ ...service, WHISPER_MODEL: tinyModel }), [
				`speech ok: recordings are sent to ${host}, to its model whisper-1, 0.0060 USD for a minute; whisper-tiny goes on here where the budget ends`
			]);
			const [says, price] = await examine({ ...service, OPENAI_TRANSCRIPTION_MODEL: 'w' });
			assert.match(says ?? '', /^speech ok: recordings are sent to .* where the budget ends, transcription ends/);
			assert.match(price ?? '', /^speech price missing: not known of w: a minute counts as a cent/);
			const [unknown] = await examine({ ...service, OPENAI_TRANSCRIPTION_MODEL: 'whisper-9' });
			assert.equal(
				unknown,
				`speech missing: recordings cannot be transcribed: ${host} does not know whisper-9 (OPENAI_TRANSCRIPTION_MODEL)`
			);
			status = 401;
			assert.deepEqual(await examine(service), [
				`speech missing: recordings cannot be transcribed: ${host} refuses the key (OPENAI_API_KEY)`
			]);
		} finally {
			await server.close();
		}
		assert.match((await examine(service))[0] ?? '', /^speech missing: recordings cannot be transcribed: \S+ cannot be reached/);
		const [keyless] = await examine({ OPENAI_TRANSCRIPTION_MODEL: 'whisper-1' });
		assert.match(keyless ?? '', /^speech missing: .*OPENAI_API_KEY is not$/);
	});
});
