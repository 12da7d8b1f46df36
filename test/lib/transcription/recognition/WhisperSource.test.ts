import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModelHub } from '#lib/transcription/models/ModelHub';
import { ModelStore } from '#lib/transcription/models/ModelStore';
import { whisperSource } from '#lib/transcription/recognition/WhisperSource';
import { temporaryFolder } from '../../../support/temporaryFolder.js';

describe('where a speech model comes from', () => {
	const store = new ModelStore(temporaryFolder(), new ModelHub('http://127.0.0.1:9'));

	it('is a folder as it is, whose identity changes with what lies in it', async () => {
		const folder = join(temporaryFolder(), 'tiny');
		mkdirSync(join(folder, 'onnx'), { recursive: true });
		writeFileSync(join(folder, 'onnx', 'encoder_model.onnx'), 'one');
		const source = whisperSource(folder, store, 'int8');
		assert.equal(source.name, 'tiny');
		assert.equal(await source.isHere(), false, 'a model has more than a network');
		writeFileSync(join(folder, 'config.json'), '{}');
		assert.equal(await source.isHere(), true);
		assert.equal(await source.folder(new AbortController().signal, () => {}), folder);
		const before = whisperSource(folder, store, 'int8').identity;
		assert.equal(whisperSource(folder, store, 'int8').identity, before);
		assert.notEqual(whisperSource(folder, store, 'fp16').identity, before);
		writeFileSync(join(folder, 'onnx', 'encoder_model.onnx'), 'another one');
		assert.notEqual(whisperSource(folder, store, 'int8').identity, before);
	});

	it('is a folder that may be the wrong one', async () => {
		const root = temporaryFolder();
		mkdirSync(join(root, 'home', 'somebody'), { recursive: true });
		symlinkSync('/nowhere', join(root, 'dangling'));
		const before = whisperSource(root, store, 'int8').identity;
		writeFileSync(join(root, 'home', 'somebody', 'mail'), 'not to be looked at');
		assert.equal(whisperSource(root, store, 'int8').identity, before, 'nobody goes through a whole disk');
		writeFileSync(join(root, 'tokenizer.json'), '{}');
		assert.notEqual(whisperSource(root, store, 'int8').identity, before, 'a link that leads nowhere hides nothing');
		for (const wrong of ['/nowhere/at/all', join(root, 'tokenizer.json')]) {
			const source = whisperSource(wrong, store, 'int8');
			assert.match(source.identity, /^(all|tokenizer\.json) [0-9a-f]{16} int8$/);
			await assert.rejects(
				source.folder(new AbortController().signal, () => {}),
				{ code: 'no-model-folder', message: `WHISPER_MODEL is ${wrong}, and there is no such folder` }
			);
		}
	});

	it('is a name on the hub, in a precision', async () => {
		const source = whisperSource('someone/whisper', store, 'fp16');
		assert.deepEqual([source.name, source.identity], ['someone/whisper', 'someone/whisper fp16']);
		assert.equal(await source.isHere(), false);
		await assert.rejects(
			source.folder(new AbortController().signal, () => {}),
			{ code: 'hub-unreachable' }
		);
	});
});
