import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { melFilters } from './melFilters.js';
import { OnnxGraph } from './OnnxGraph.js';

/** Samples of a window: 30 s. */
export const windowSamples = 30 * sampleRate;
/** Frames of a window: one every 10 ms. */
const windowFrames = 3000;

const frameSamples = 400;
const hopSamples = 160;
const frequencies = frameSamples / 2 + 1;

/**
 * Whisper's features as an ONNX model: `samples` (batch × 480,000) to `log_mel` (batch × bands × 3000). Every step is a dense operation
 * that ONNX Runtime is fast at: the Fourier transform of all frames is one convolution with a Hann window times cosines and sines, the
 * mel bands one matrix product with the squares of both.
 *
 * The formula is that of Radford et al., "Robust Speech Recognition via Large-Scale Weak Supervision", 2022, section 2.2, and its
 * published code: 25 ms frames every 10 ms over reflected edges, log10, at most 80 dB below the loudest, scaled to about -1 to 1.
 */
export function logMelGraph(bands: number): Uint8Array {
	const graph = new OnnxGraph(17);
	const scalar = (value: number): string => graph.constant([], new Float32Array([value]));
	const longs = (...values: bigint[]): string => graph.constant([values.length], new BigInt64Array(values));

	const samples = graph.input('samples', ['batch', windowSamples]);
	const channel = graph.add('Unsqueeze', [samples, longs(1n)]);
	// The last frame of a centred transform is not used: pad only as far on the right as the 3000th frame reaches.
	const reach = BigInt(frameSamples / 2);
	const padded = graph.add('Pad', [channel, longs(0n, 0n, reach, 0n, 0n, reach - BigInt(hopSamples))], { mode: 'reflect' });
	const waves = graph.constant([2 * frequencies, 1, frameSamples], windowedWaves());
	const spectrum = graph.add('Conv', [padded, waves], { strides: [hopSamples] });
	const power = graph.add('Mul', [spectrum, spectrum]);
	const mel = graph.add('MatMul', [graph.constant([bands, 2 * frequencies], doubledFilters(bands)), power]);

	const audible = graph.add('Max', [mel, scalar(1e-10)]);
	const decades = graph.add('Mul', [graph.add('Log', [audible]), scalar(Math.LOG10E)]);
	const loudest = graph.add('ReduceMax', [decades], { axes: [1, 2], keepdims: 1 });
	const bounded = graph.add('Max', [decades, graph.add('Sub', [loudest, scalar(8)])]);
	const scaled = graph.add('Mul', [graph.add('Add', [bounded, scalar(4)]), scalar(0.25)]);
	graph.output('log_mel', scaled, ['batch', bands, windowFrames]);
	return graph.toBytes();
}

/** A row of 400 weights per frequency: first all cosines, then all sines. */
function windowedWaves(): Float32Array {
	const waves = new Float32Array(2 * frequencies * frameSamples);
	for (let frequency = 0; frequency < frequencies; frequency++) {
		for (let at = 0; at < frameSamples; at++) {
			const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / frameSamples);
			const angle = (2 * Math.PI * ((frequency * at) % frameSamples)) / frameSamples;
			waves[frequency * frameSamples + at] = hann * Math.cos(angle);
			waves[(frequencies + frequency) * frameSamples + at] = hann * Math.sin(angle);
		}
	}
	return waves;
}

/** Each filter twice, for the squares of the cosines' and of the sines' part: their sum is the power. */
function doubledFilters(bands: number): Float32Array {
	const rows = melFilters(bands, frequencies, sampleRate).map((filter) => [...filter, ...filter]);
	return Float32Array.from(rows.flat());
}
