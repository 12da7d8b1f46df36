import type { Precision } from './models.js';

/** What one of the programs is told to transcribe. */
export interface TranscriptionTask {
	readonly folder: string;
	readonly precision: Precision;
	readonly file: string;
	readonly threads: number;
	/** Processes of autointel that share the threads. */
	readonly workers: number;
}

/** How it went. */
export interface Transcription {
	readonly text: string;
	readonly loadMs: number;
	/** From samples to text. */
	readonly transcribeMs: number;
	readonly audioSeconds: number;
	/** The most memory that the process had. */
	readonly peakMegabytes: number;
}

/** Runs both halves of a transcription and says how long each took. */
export async function timed(
	samples: Float32Array,
	load: () => Promise<(samples: Float32Array) => Promise<string>>
): Promise<Transcription> {
	const started = performance.now();
	const transcribe = await load();
	const loaded = performance.now();
	const text = await transcribe(samples);
	const transcribeMs = performance.now() - loaded;
	const peakMegabytes = process.resourceUsage().maxRSS / 1000;
	return { text, loadMs: loaded - started, transcribeMs, audioSeconds: samples.length / 16_000, peakMegabytes };
}
