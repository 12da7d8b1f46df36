import assert from 'node:assert/strict';
import { examineFfmpeg } from '#root/cli/doctor/examineFfmpeg';
import { examineSpeech } from '#root/cli/doctor/examineSpeech';
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
		assert.deepEqual(await examine({}), [
			'speech missing: the model onnx-community/whisper-base is not here yet: the first recording waits for its download. "autointel models download" does it now.'
		]);
		const [nowhere, ...more] = await examine({ WHISPER_MODEL: '/nowhere/at-all' });
		assert.match(nowhere ?? '', /^speech missing: .*\/nowhere\/at-all/);
		assert.deepEqual(more, []);
		const [cuda] = await examine({ WHISPER_MODEL: tinyModel, WHISPER_DEVICE: 'cuda' });
		assert.match(cuda ?? '', /^speech (missing: recordings cannot be transcribed: WHISPER_DEVICE is cuda|ok: .* on CUDA)/);
		const { says } = await examineFfmpeg(settingsFor('/nowhere', { FFMPEG_PATH: '/nowhere/ffmpeg' }));
		assert.match(says, /^not found: WAV, MP3, Ogg, FLAC, .*and WebM are read without it/);
		for (const line of [nowhere, cuda, says]) assert.ok(!line?.includes('\n'));
	});

	it('says where recordings are sent, what that costs, and what happens when the budget ends', async () => {
		const service = { OPENAI_TRANSCRIPTION_MODEL: 'whisper-1', OPENAI_API_KEY: 'sk-nobody-may-see-this' };
		assert.deepEqual(await examine({ ...service, WHISPER_MODEL: tinyModel }), [
			'speech ok: recordings are sent to api.openai.com, to its model whisper-1, 0.0060 USD for a minute; whisper-tiny goes on here where the budget ends'
		]);
		const [says, price] = await examine({ ...service, OPENAI_TRANSCRIPTION_MODEL: 'w', OPENAI_BASE_URL: 'http://speech.example:9000/v1' });
		assert.match(says ?? '', /^speech ok: recordings are sent to speech\.example:9000, .* where the budget ends, transcription ends/);
		assert.match(price ?? '', /^speech price missing: not known of w: a minute counts as a cent/);
		const [keyless] = await examine({ OPENAI_TRANSCRIPTION_MODEL: 'whisper-1' });
		assert.match(keyless ?? '', /^speech missing: .*OPENAI_API_KEY is not$/);
	});
});
