import { AutointelError } from '#lib/errors/AutointelError';
import { describeError } from '#lib/errors/describeError';
import { StageFailure } from '#lib/errors/StageFailure';
import { ModelError } from '#lib/transcription/whisper/ModelError';
import type { WhisperModel } from '#lib/transcription/whisper/WhisperModel';
import { loadModel } from './loadModel.js';
import type { WhisperHost } from './protocol.js';

/** What a child that recognizes speech offers, around the one model that it loads. `onStep`: called again and again while it works. */
export function whisperFunctions(onStep: () => void = () => {}): WhisperHost {
	let model: WhisperModel | undefined;
	let windows: Float32Array[] = [];
	let task = new AbortController();
	return {
		async load(request) {
			const { model: loaded, ...what } = await inWords(() => loadModel(request));
			model = loaded;
			return what;
		},
		take(samples, first) {
			if (first) windows = [];
			windows.push(samples);
		},
		async recognize(options) {
			if (!model) throw new Error('no model is loaded');
			task = new AbortController();
			const loaded = model;
			return inWords(() => loaded.recognize(windows, { ...options, signal: task.signal, onStep }));
		},
		cancel: () => task.abort()
	};
}

/** What is wrong with a model, or what it was not trained for, stays so: to try again does not help. */
async function inWords<Value>(work: () => Promise<Value>): Promise<Value> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof ModelError) {
			throw new StageFailure(error.code, error.message, error.hint === undefined ? {} : { hint: error.hint });
		}
		if (!/failed to allocate memory|bad_alloc|out of memory|allocation failed/i.test(describeError(error).message)) throw error;
		throw new AutointelError('out-of-memory', 'a process that recognizes speech could not get the memory that its model takes', {
			cause: error
		});
	}
}
