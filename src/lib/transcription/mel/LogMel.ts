import { InferenceSession, Tensor } from 'onnxruntime-node';
import { logMelGraph, windowSamples } from './logMelGraph.js';

/** Turns sound into what Whisper's encoder reads. */
export class LogMel {
	private constructor(private readonly session: InferenceSession) {}

	/** @param bands 80, or 128 for the models from large-v3 on */
	public static async create(bands: number, threads: number): Promise<LogMel> {
		return new LogMel(await InferenceSession.create(logMelGraph(bands), { intraOpNumThreads: threads }));
	}

	/**
	 * @param samples 16 kHz mono; what is missing to 30 s is silence
	 * @returns float32, 1 × bands × 3000
	 */
	public async compute(samples: Float32Array): Promise<Tensor> {
		const window = new Float32Array(windowSamples);
		window.set(samples.subarray(0, windowSamples));
		const { log_mel: features } = await this.session.run({ samples: new Tensor('float32', window, [1, windowSamples]) });
		if (features === undefined) throw new Error('the log-mel graph has no output');
		return features;
	}

	public async close(): Promise<void> {
		await this.session.release();
	}
}
