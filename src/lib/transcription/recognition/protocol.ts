import type { RecognizedWindow } from '#lib/transcription/whisper/RecognizedWindow';
import type { RecognizeOptions, WhisperDevice, WhisperVariant } from '#lib/transcription/whisper/WhisperModel';

/** What a child that recognizes speech offers. */
export interface WhisperHost {
	/** To be called once. */
	load(request: LoadRequest): Promise<LoadedModel>;
	/** A window for `recognize`. One at a time: messages of several megabytes would be felt. `first`: those before it are not wanted. */
	take(samples: Float32Array, first: boolean): void;
	/** One result for each window that was taken. @throws {AutointelError} */
	recognize(options: Omit<RecognizeOptions, 'signal' | 'onStep'>): Promise<readonly RecognizedWindow[]>;
	/** Breaks off what `recognize` is doing. */
	cancel(): void;
}

/** What that child asks of its parent. */
export interface WhisperParent {
	/** It is alive, and getting on with its windows. */
	alive(): void;
}

export interface LoadRequest {
	/** The model's. */
	readonly folder: string;
	/** `auto`: CUDA where it works, otherwise the CPU. */
	readonly device: 'auto' | WhisperDevice;
	readonly threads: number;
}

export interface LoadedModel {
	readonly device: WhisperDevice;
	readonly variant: WhisperVariant;
	/** Why it is not CUDA, where that was tried. */
	readonly why?: string;
}
