import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalRecognizer, type LocalRecognizerSettings } from '#lib/transcription/recognition/LocalRecognizer';
import type { RecognitionOptions } from '#lib/transcription/recognition/Recognizer';
import type { WhisperSource } from '#lib/transcription/recognition/WhisperSource';
import { childrenOf } from '../../../support/childrenOf.js';
import { isAlive } from '../../../support/isAlive.js';
import { clip, samplesOf, tinyModel, windowOf } from '../../../support/speech/fixtures.js';
import { recordingLogger } from '../../../support/speech/recordingLogger.js';
import { temporaryFolder } from '../../../support/temporaryFolder.js';

const deviceHost = fileURLToPath(new URL('../../../fixtures/children/deviceHost.ts', import.meta.url));
const starvingHost = fileURLToPath(new URL('../../../fixtures/children/starvingHost.ts', import.meta.url));
const options: RecognitionOptions = { task: 'transcribe', glossary: [] };
const forever = new AbortController().signal;
const silence = windowOf(new Float32Array(16_000));

describe('speech recognition on this machine', () => {
	const open: LocalRecognizer[] = [];
	afterEach(() => Promise.all(open.splice(0).map((recognizer) => recognizer.close())));

	function recognizer(folder: string, settings: Partial<LocalRecognizerSettings> = {}) {
		const logger = recordingLogger();
		const source: WhisperSource = {
			name: 'a-model',
			identity: 'a-model',
			isHere: () => Promise.resolve(true),
			folder: () => Promise.resolve(folder)
		};
		const made = new LocalRecognizer(source, { device: 'auto', workers: 1, logger, ...settings });
		open.push(made);
		const hear = async (): Promise<string> => {
			const [heard] = await made.recognize([silence], options, forever);
			return heard?.segments[0]?.text ?? '';
		};
		return { made, hear, lines: logger.lines };
	}

	it('hears what is said, in a child process', async () => {
		const { made, lines } = recognizer(tinyModel, { device: 'cpu' });
		const windows = await Promise.all(([1, 2] as const).map(async (number) => windowOf(await samplesOf(clip(number)))));
		const heard = await made.recognize(windows, { ...options, language: 'en' }, forever);
		assert.equal(heard.length, 2);
		for (const { language, segments } of heard) {
			assert.equal(language, 'en');
			assert.ok(segments.length > 0);
			for (const { start, end, text, confidence } of segments) assert.ok(start < end && text !== '' && (confidence ?? 0) > 0.3);
		}
		assert.deepEqual(lines, ['speech is recognized on the CPU']);
	});

	it('says why where a model is not one, or not for that language, for good', async () => {
		const { hear } = recognizer('/nowhere', { device: 'cpu' });
		await assert.rejects(hear(), { name: 'StageFailure', code: 'model-incomplete' });
		const { made } = recognizer(tinyModel, { device: 'cpu' });
		const message = 'the model does not know the language "tlh"';
		await assert.rejects(made.recognize([silence], { ...options, language: 'tlh' }, forever), {
			name: 'StageFailure',
			code: 'model-unsuited',
			message
		});
	});

	it('runs on CUDA where it works', async () => {
		const { hear, lines } = recognizer('/models/works', { entry: deviceHost });
		assert.match(await hear(), /^cuda/);
		assert.deepEqual(lines, ['speech is recognized on CUDA']);
	});

	it('falls back to the CPU where CUDA fails, and says so once', async () => {
		const { hear, made, lines } = recognizer('/models/fails', { entry: deviceHost, idleMs: 0 });
		for (let round = 0; round < 3; round++) assert.match(await hear(), /^cpu/);
		assert.deepEqual(lines, ['speech is recognized on the CPU, because CUDA does not work here: no libcublas.so.12']);
		const { bytes, ...loaded } = await made.examine(forever);
		assert.deepEqual(loaded, { device: 'cpu', variant: 'int8', why: 'no libcublas.so.12' });
		assert.ok(bytes > 10_000_000 && bytes < 1e9);
	});

	it('falls back to the CPU where the process dies of CUDA, and does not try that again', async () => {
		const { hear, lines } = recognizer('/models/dies', { entry: deviceHost, workers: 2 });
		const heard = await Promise.all([hear(), hear(), hear()]);
		assert.ok(heard.every((text) => text.startsWith('cpu')));
		assert.equal(lines.length, 1);
		assert.match(lines[0] ?? '', /on the CPU, because CUDA does not work here: .*ended early \(SIGKILL\) when it tried$/);
	});

	it('falls back to the CPU where CUDA has worked, and does not any more, and says so', async () => {
		const folder = join(temporaryFolder(), 'works');
		mkdirSync(folder);
		const { hear, lines } = recognizer(folder, { entry: deviceHost });
		const first = await hear();
		assert.match(first, /^cuda/);
		writeFileSync(join(folder, 'broken'), '');
		process.kill(Number(first.split(' ')[1]), 'SIGKILL');
		assert.match(await hear(), /^cpu/);
		assert.deepEqual(lines, [
			'speech is recognized on CUDA',
			'speech is recognized on the CPU, because CUDA does not work here: no libcublas.so.12'
		]);
	});

	it('waits for no model for ever', async () => {
		const { hear } = recognizer('/models/hangs', { entry: deviceHost, device: 'cuda', loadLimitMs: 100 });
		await assert.rejects(hear(), { code: 'child-hung', message: 'the model was not loaded within 0.1 s' });
		assert.deepEqual(childrenOf(process.pid, 'deviceHost'), []);
	});

	it('fails loudly where CUDA is demanded and does not work', async () => {
		await assert.rejects(recognizer('/models/fails', { entry: deviceHost, device: 'cuda' }).hear(), { code: 'cuda-unavailable' });
		await assert.rejects(recognizer('/models/dies', { entry: deviceHost, device: 'cuda' }).hear(), { code: 'child-died' });
		const { hear } = recognizer(tinyModel, { device: 'cuda' });
		await assert.rejects(hear(), {
			code: 'cuda-unavailable',
			message: /^WHISPER_DEVICE is cuda, and CUDA does not work: /,
			hint: /auto or cpu/
		});
	});

	it('tries CUDA for real: on a machine without it, the model runs on the CPU', async () => {
		const { made } = recognizer(tinyModel);
		const loaded = await made.examine(forever);
		if (loaded.device === 'cpu') assert.notEqual(loaded.why, undefined);
	});

	it('gives the chunk of a killed process to another one', async () => {
		const { made, hear } = recognizer('/models/works', { entry: deviceHost });
		const first = Number((await hear()).split(' ')[1]);
		process.kill(first, 'SIGKILL');
		const second = Number((await hear()).split(' ')[1]);
		assert.notEqual(first, second);
		await made.close();
		assert.equal(isAlive(second), false);
	});

	it('says what to do where its processes are killed one after the other, as for want of memory', async () => {
		const { hear } = recognizer('/models/starves', { entry: deviceHost, workers: 2 });
		await assert.rejects(hear(), {
			code: 'child-died',
			message: 'the child process of speech recognition ended early (SIGKILL), twice in a row',
			hint: 'If the memory of this machine does not suffice: set WHISPER_WORKERS to less than 2, or choose a smaller WHISPER_MODEL.'
		});
	});

	it('says so where the model asks for memory and gets none, having tried another process', async () => {
		const { made } = recognizer(tinyModel, { device: 'cpu', entry: starvingHost });
		const talk = await samplesOf(clip(6));
		const windows = Array.from({ length: 40 }, (_, index) => windowOf(talk, index));
		await assert.rejects(made.recognize(windows, options, forever), {
			code: 'out-of-memory',
			message: 'a process that recognizes speech could not get the memory that its model takes, twice in a row',
			hint: 'If the memory of this machine does not suffice: choose a smaller WHISPER_MODEL.'
		});
		assert.deepEqual(childrenOf(process.pid, 'starvingHost'), []);
	});

	it('does not begin what is cancelled on its way to the process, and keeps the process', async () => {
		const { made } = recognizer(tinyModel, { device: 'cpu' });
		await made.recognize([silence], options, forever);
		const pids = childrenOf(process.pid, 'whisperHost');
		const controller = new AbortController();
		const second = {
			...silence,
			get samples() {
				controller.abort(new Error('enough'));
				return silence.samples;
			}
		};
		await assert.rejects(made.recognize([silence, second], options, controller.signal), /enough/);
		await made.recognize([silence], options, forever);
		assert.deepEqual(childrenOf(process.pid, 'whisperHost'), pids);
	});

	it('ends within a second of a cancellation', async () => {
		const { made } = recognizer(tinyModel, { device: 'cpu' });
		const talk = await samplesOf(clip(6));
		await made.recognize([windowOf(talk)], options, forever);
		const controller = new AbortController();
		const windows = Array.from({ length: 64 }, (_, index) => windowOf(talk, index));
		const working = assert.rejects(made.recognize(windows, options, controller.signal), /enough/);
		await new Promise((soon) => setTimeout(soon, 50));
		controller.abort(new Error('enough'));
		await working;
	});
});
