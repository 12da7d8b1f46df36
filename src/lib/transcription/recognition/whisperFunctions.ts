import type { WhisperModel } from '#lib/transcription/whisper/WhisperModel';
import { loadModel } from './loadModel.js';
import type { WhisperHost } from './protocol.js';

/** What a child that recognizes speech offers, around the one model that it loads. */
export function whisperFunctions(): WhisperHost {
	let model: WhisperModel | undefined;
	let windows: Float32Array[] = [];
	let task = new AbortController();
	return {
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
}
