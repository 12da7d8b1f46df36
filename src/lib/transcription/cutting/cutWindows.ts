import { type AudioWindow, frameSamples, WindowCutter } from './WindowCutter.js';

/**
 * Cuts a recording into windows of at most 30 s, at its pauses, and leaves long silence out. The same audio gives the same windows,
 * whatever block sizes it comes in.
 *
 * @param audio 16 kHz mono
 */
export async function* cutWindows(audio: AsyncIterable<Float32Array>): AsyncGenerator<AudioWindow, void, undefined> {
	const cutter = new WindowCutter();
	const frame = new Float32Array(frameSamples);
	let filled = 0;
	for await (const block of audio) {
		for (let at = 0; at < block.length; ) {
			const part = block.subarray(at, at + frameSamples - filled);
			frame.set(part, filled);
			filled += part.length;
			at += part.length;
			if (filled < frameSamples) continue;
			yield* cutter.push(frame);
			filled = 0;
		}
	}
	if (filled > 0) yield* cutter.push(frame.fill(0, filled));
	yield* cutter.finish();
}
