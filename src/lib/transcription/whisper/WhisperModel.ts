import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { LogMel } from '#lib/transcription/mel/LogMel';
import { VoiceDetector } from '#lib/transcription/voice/VoiceDetector';
import { Decoder } from './Decoder.js';
import { type DecodedWindow, decodeWindows } from './decodeWindows.js';
import { Encoder } from './Encoder.js';
import { findModelFiles } from './findModelFiles.js';
import { type ModelConfig, readModelConfig } from './ModelConfig.js';
import type { RecognizedWindow } from './RecognizedWindow.js';
import { readSegments } from './readSegments.js';
import { Vocabulary } from './Vocabulary.js';

export type WhisperDevice = 'cpu' | 'cuda';
export type WhisperVariant = 'fp32' | 'fp16' | 'int8';

export interface WhisperModelOptions {
	readonly device: WhisperDevice;
	/** Threads inside one operation of the networks. */
	readonly threads: number;
	/** Default: on a CPU int8, fp32, fp16, on CUDA fp16, fp32, int8: the first that is there. */
	readonly variant?: WhisperVariant | undefined;
}

export interface RecognizeOptions {
	/** Whisper's code; a region (`en-GB`) is ignored. Unset: each window's language is detected. */
	readonly language?: string | undefined;
	/** `translate`: the text is English, whatever is spoken. */
	readonly task: 'transcribe' | 'translate';
	/** Names and terms that may come up; helps their spelling. */
	readonly prompt?: string | undefined;
	readonly signal?: AbortSignal | undefined;
	/** Called again and again while it works: after each window that the encoder has heard, each token. */
	readonly onStep?: (() => void) | undefined;
}

/**
 * Up to this width (that of whisper-base) a token is a chain of products so small that threads wait for each other longer than they
 * compute: with one thread a step takes half the time.
 */
const widestForOneThread = 512;

/** Threads for the decoder of a model, of as many as there are. */
export function decoderThreads({ d_model: width }: ModelConfig, threads: number): number {
	return width <= widestForOneThread ? 1 : threads;
}

/** How the networks are run. Plans of memory for shapes that do not come again (each token has its own) only take some. */
export function sessionOptions(threads: number): InferenceSession.SessionOptions {
	return { intraOpNumThreads: threads, enableMemPattern: false, logSeverityLevel: 3 };
}

interface Parts {
	readonly mel: LogMel;
	readonly encoder: Encoder;
	readonly decoder: Decoder;
	readonly voices: VoiceDetector;
}

/**
 * A Whisper model in a folder of Hugging Face's layout. To be used in a child process: running it blocks the thread.
 *
 * @example
 * ```ts
 * const model = await WhisperModel.load('models/whisper-base', { device: 'cpu', threads: 2 });
 * const [heard] = await model.recognize([samples], { task: 'transcribe' });
 * ```
 */
export class WhisperModel {
	private constructor(
		public readonly variant: WhisperVariant,
		private readonly config: ModelConfig,
		private readonly vocabulary: Vocabulary,
		private readonly parts: Parts
	) {}

	/** @throws {ModelError} when a file is missing or is not what it should be */
	public static async load(folder: string, { device, threads, variant }: WhisperModelOptions): Promise<WhisperModel> {
		const files = await findModelFiles(folder, device, variant);
		const config = await readModelConfig(folder);
		const vocabulary = await Vocabulary.read(folder, config);
		const session = (count: number): InferenceSession.SessionOptions => ({ ...sessionOptions(count), executionProviders: [device] });
		return new WhisperModel(files.variant, config, vocabulary, {
			mel: await LogMel.create(config.num_mel_bins, threads),
			encoder: await Encoder.load(files.encoder, session(threads)),
			decoder: await Decoder.load(files.decoder, session(decoderThreads(config, threads))),
			voices: await VoiceDetector.create()
		});
	}

	/**
	 * Recognizes windows together, so give as many as memory allows: four take 2.7 times the memory of one, and words come twice as fast.
	 * In int8 the neighbours in a batch change the last digits of the numbers: the same batch gives the same result, another batch may not.
	 *
	 * @param windows 16 kHz mono, at most 30 s each
	 * @returns one result per window, in order
	 * @throws {ModelError} `model-unsuited` when the model does not know the language or the task
	 */
	public async recognize(windows: readonly Float32Array[], options: RecognizeOptions): Promise<readonly RecognizedWindow[]> {
		const decoded = await this.decode(windows, { ...options, timestamps: true });
		const recognized = decoded.map(({ language, languageProbability, generated, unreliable }, index) => {
			const window = { seconds: (windows[index]?.length ?? 0) / sampleRate, unreliable };
			return { language, languageProbability, segments: readSegments(generated, this.vocabulary, window) };
		});
		return markUnspoken(recognized, windows, this.parts.voices);
	}

	/** The tokens of each window, before they are read as passages. */
	public async decode(
		windows: readonly Float32Array[],
		options: RecognizeOptions & { readonly timestamps: boolean }
	): Promise<readonly DecodedWindow[]> {
		if (windows.length === 0) return [];
		const { mel, encoder, decoder } = this.parts;
		const heard = await encoder.listen(featuresOf(mel, windows, options));
		return decodeWindows(decoder, heard, { ...options, vocabulary: this.vocabulary, maxPositions: this.config.max_target_positions });
	}

	public async close(): Promise<void> {
		const { mel, encoder, decoder, voices } = this.parts;
		await Promise.all([mel.close(), encoder.close(), decoder.close(), voices.close()]);
	}
}

/** Marks the segments that nobody can have said. */
async function markUnspoken(
	recognized: readonly RecognizedWindow[],
	windows: readonly Float32Array[],
	voices: VoiceDetector
): Promise<readonly RecognizedWindow[]> {
	const passages = windows.flatMap((samples, index) => recognized[index]?.segments.map((segment) => ({ ...segment, samples })) ?? []);
	const spoken = (await voices.canHaveSaid(passages)).values();
	return recognized.map(({ segments, ...window }) => ({
		...window,
		segments: segments.map((segment) => (spoken.next().value ? segment : { ...segment, unreliable: 'no-speech' }))
	}));
}

async function* featuresOf(
	mel: LogMel,
	windows: readonly Float32Array[],
	{ signal, onStep }: Pick<RecognizeOptions, 'signal' | 'onStep'>
): AsyncGenerator<Tensor> {
	for (const samples of windows) {
		signal?.throwIfAborted();
		onStep?.();
		yield await mel.compute(samples);
	}
}
