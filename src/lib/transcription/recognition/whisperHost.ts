/** The child process that recognizes speech: started by LocalRecognizer. A run of the model blocks the thread that it is called on. */
import { serveParent } from '#lib/children/serveParent';
import type { WhisperModel } from '#lib/transcription/whisper/WhisperModel';
import { loadModel } from './loadModel.js';
import type { WhisperHost } from './protocol.js';

let model: WhisperModel | undefined;
let windows: Float32Array[] = [];
let task = new AbortController();

const host: WhisperHost = {
	async load(request) {
		const { model: loaded, ...what } = await loadModel(request);
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
		return model.recognize(windows, { ...options, signal: task.signal });
	},
	cancel: () => task.abort()
};

serveParent(host);
