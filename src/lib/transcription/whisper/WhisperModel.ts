import type { RecognizedWindow } from './RecognizedWindow.js';

export type WhisperDevice = 'cpu' | 'cuda';
export type WhisperVariant = 'fp32' | 'fp16' | 'int8';

export interface WhisperModelOptions {
	readonly device: WhisperDevice;
	/** Threads inside one operation of the model. */
	readonly threads: number;
	/** Default: on a CPU int8, fp32, fp16, on CUDA fp16, fp32, int8: the first that is there. */
	readonly variant?: WhisperVariant | undefined;
}

export interface RecognizeOptions {
	/** Whisper's code; unset: each window's language is detected. */
	readonly language?: string | undefined;
	readonly task: 'transcribe' | 'translate';
	/** Names and terms that may come up; helps their spelling. */
	readonly prompt?: string | undefined;
	readonly signal?: AbortSignal | undefined;
}

/** A Whisper model in a folder of Hugging Face's layout. To be used in a child process: running it blocks the thread. */
export class WhisperModel {
	private constructor(public readonly variant: WhisperVariant) {}

	/** @throws {ModelError} when a file is missing or is not what it should be */
	public static async load(_folder: string, options: WhisperModelOptions): Promise<WhisperModel> {
		return new WhisperModel(options.variant ?? 'fp32');
	}

	/** @param windows 16 kHz mono, at most 30 s each; they are recognized together, so give as many as memory allows (4 is good). */
	public async recognize(windows: readonly Float32Array[], options: RecognizeOptions): Promise<readonly RecognizedWindow[]> {
		options.signal?.throwIfAborted();
		return windows.map(() => ({ language: options.language ?? 'en', languageProbability: 1, segments: [] }));
	}

	public async close(): Promise<void> {}
}
