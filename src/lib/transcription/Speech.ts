import { pMapIterable } from 'p-map';
import { lostItsChild } from '#lib/children/lostItsChild';
import { AutointelError } from '#lib/errors/AutointelError';
import { describeError } from '#lib/errors/describeError';
import { formatTime } from './audio/formatTime.js';
import { sampleRate } from './audio/sampleRate.js';
import type { AudioWindow } from './cutting/WindowCutter.js';
import { newsOf } from './newsOf.js';
import { AudioReader } from './reading/AudioReader.js';
import type { RecordingEnd } from './reading/protocol.js';
import type { SpeechLogger } from './recognition/LocalRecognizer.js';
import type { HeardWindow, Preparation, RecognitionOptions, Recognizer, SpeechEngine } from './recognition/Recognizer.js';
import { type SpeechChunk, type SpeechEvent, type SpokenSegment, windowsPerChunk } from './SpeechChunk.js';

export interface SpeechSettings {
	readonly ffmpegPath: string;
	readonly logger: SpeechLogger;
	/** Recognizes what the other one must not, because a budget has no room for it; where it can do so without a download. */
	readonly spare?: Recognizer & { isReady(): Promise<boolean> };
	/** A reading from which nothing is heard for this long is taken for hung, in milliseconds. Default: 2 minutes. */
	readonly readingHungAfterMs?: number;
}

export interface TranscribeOptions extends RecognitionOptions {
	/** What messages call the recording. */
	readonly name: string;
	/** The first chunk that is wanted; those before it are read and not recognized. */
	readonly from: number;
	/** The longest recording that is transcribed. */
	readonly maxSeconds: number;
	readonly signal: AbortSignal;
}

/** Turns recordings into words. Reading and recognizing happen in child processes or elsewhere: the event loop is never held up. */
export class Speech {
	readonly #recognizer: Recognizer;
	readonly #settings: SpeechSettings;

	public constructor(recognizer: Recognizer, settings: SpeechSettings) {
		this.#recognizer = recognizer;
		this.#settings = settings;
	}

	public get engine(): SpeechEngine {
		return this.#recognizer.engine;
	}

	/**
	 * Transcribes a recording, chunk by chunk, in the order of its times. Leaving the loop early ends the work.
	 *
	 * @param file absolute path
	 * @throws {StageFailure} what is wrong with the recording, with the code of an AudioError; {AutointelError} `child-died`, `child-hung`,
	 *   `out-of-memory`, with the times of what could not be recognized; what else the recognizer throws; the reason of `signal`.
	 */
	public async *transcribe(file: string, options: TranscribeOptions): AsyncGenerator<SpeechEvent, void, undefined> {
		const { signal: outer, name, maxSeconds, from } = options;
		outer.throwIfAborted();
		const over = new AbortController();
		const abort = () => over.abort(outer.reason);
		outer.addEventListener('abort', abort, { once: true });
		const { signal } = over;
		const { ffmpegPath, logger, readingHungAfterMs: hungAfterMs = 120_000 } = this.#settings;
		const onOutput = (text: string) => logger.debug({ text }, 'output of the reading of a recording');
		const request = { file, name, ffmpegPath, maxSeconds, skip: from * windowsPerChunk };
		const reader = new AudioReader(request, { signal, onOutput, hungAfterMs });
		try {
			// A recording that cannot be read needs no model.
			const { seconds } = await reader.probe();
			for await (const news of newsOf<Preparation>((tell) => this.#recognizer.prepare(signal, tell))) yield { type: 'preparing', ...news };
			yield { type: 'opened', ...(seconds === undefined ? {} : { seconds }) };
			yield* this.#recognizeAll(reader, options, signal);
		} finally {
			outer.removeEventListener('abort', abort);
			over.abort(new Error('nobody listens any more'));
			await reader.close();
		}
	}

	public async close(): Promise<void> {
		await Promise.all([this.#recognizer.close(), this.#settings.spare?.close()]);
	}

	async *#recognizeAll(reader: AudioReader, options: TranscribeOptions, signal: AbortSignal): AsyncGenerator<SpeechEvent, void, undefined> {
		const { concurrency } = this.#recognizer;
		let end: RecordingEnd = { seconds: 0, notices: [] };
		let index = options.from;
		async function* chunks(): AsyncGenerator<readonly AudioWindow[]> {
			for (;;) {
				const read = await reader.read(windowsPerChunk);
				if (read.windows.length > 0) yield read.windows;
				if (read.end) {
					end = read.end;
					return;
				}
			}
		}
		const recognize = async (windows: readonly AudioWindow[]) => {
			const recognized = await this.#recognize(windows, options, signal).catch((error: unknown) => {
				throw lostItsChild(error) ? unrecognized(windows, options.name, error) : error;
			});
			return { windows, ...recognized };
		};
		// One chunk is read while others are recognized.
		for await (const { windows, heard, ...by } of pMapIterable(chunks(), recognize, { concurrency, backpressure: concurrency + 1 })) {
			yield { type: 'chunk', ...chunkOf(index++, windows, heard), ...by };
		}
		yield { type: 'ended', chunks: index, seconds: end.seconds, notices: end.notices.map(({ message }) => message) };
	}

	async #recognize(windows: readonly AudioWindow[], options: TranscribeOptions, signal: AbortSignal): Promise<Recognized> {
		try {
			return { heard: await this.#recognizer.recognize(windows, options, signal) };
		} catch (error) {
			const { spare } = this.#settings;
			const { code, message } = describeError(error);
			if (code !== 'budget-reached' || spare === undefined || !(await spare.isReady())) throw error;
			return { heard: await spare.recognize(windows, options, signal), instead: { model: spare.engine.model, because: message } };
		}
	}
}

type Recognized = { readonly heard: readonly HeardWindow[] } & Pick<SpeechChunk, 'instead'>;

function unrecognized(windows: readonly AudioWindow[], name: string, error: unknown): AutointelError {
	const { code, message, ...rest } = describeError(error);
	const part = `${formatTime(windows[0]?.start ?? 0)} to ${formatTime(endOf(windows))} of ${name}`;
	return new AutointelError(code, `${part} could not be recognized: ${message}`, { ...rest, cause: error });
}

function endOf(windows: readonly AudioWindow[]): number {
	const last = windows.at(-1);
	return last ? last.start + last.samples.length / sampleRate : 0;
}

function chunkOf(index: number, windows: readonly AudioWindow[], heard: readonly HeardWindow[]): SpeechChunk {
	return {
		index,
		until: milliseconds(endOf(windows)),
		segments: windows.flatMap(({ start }, number) => segmentsOf(heard[number], start))
	};
}

function segmentsOf(heard: HeardWindow | undefined, offset: number): SpokenSegment[] {
	if (!heard) return [];
	return heard.segments.map(({ start, end, ...segment }) => ({
		start: milliseconds(offset + start),
		end: milliseconds(offset + end),
		language: heard.language,
		...segment,
		...(segment.confidence === undefined ? {} : { confidence: Math.round(segment.confidence * 1000) / 1000 })
	}));
}

/** Nobody hears less, and stored numbers stay short. */
function milliseconds(seconds: number): number {
	return Math.round(seconds * 1000) / 1000;
}
