import { createHash } from 'node:crypto';
import OpenAI, { BadRequestError, toFile } from 'openai';
import { joinSignals } from '#lib/children/joinSignals';
import { AutointelError } from '#lib/errors/AutointelError';
import { sampleRate } from '#lib/transcription/audio/sampleRate';
import type { AudioWindow } from '#lib/transcription/cutting/WindowCutter';
import { encodeWav } from './encodeWav.js';
import type { HeardWindow, RecognitionOptions, Recognizer, SpeechEngine } from './Recognizer.js';
import { readAnswer } from './readAnswer.js';
import { serviceFailure } from './serviceFailure.js';

export interface RemoteRecognizerSettings {
	/** As in `https://api.openai.com/v1`. */
	readonly baseUrl: string;
	/** Services on one's own machine need none. */
	readonly apiKey?: string | undefined;
	readonly model: string;
	/** Chunks that are under way at the same time. */
	readonly concurrency: number;
	/** How long one window may take, repeats included, in milliseconds. Default: 5 minutes. */
	readonly timeoutMs?: number;
}

/**
 * Has speech recognized by a service that speaks OpenAI's protocol (`POST /audio/transcriptions`). Windows go there one by one: so short
 * they stay below every limit of size, and what was recognized before a crash is not paid for again.
 */
export class RemoteRecognizer implements Recognizer {
	public readonly engine: SpeechEngine;
	public readonly concurrency: number;
	readonly #client: OpenAI;
	readonly #settings: RemoteRecognizerSettings;
	/** Some models answer with the words alone, and refuse to be asked for their times. */
	#hasTimes = true;

	public constructor(settings: RemoteRecognizerSettings) {
		const { baseUrl, apiKey, model } = settings;
		this.engine = { engine: 'remote', model, identity: `${baseUrl} ${model}` };
		this.concurrency = settings.concurrency;
		this.#settings = settings;
		// The package insists on a key. It honours Retry-After.
		this.#client = new OpenAI({ baseURL: baseUrl, apiKey: apiKey ?? 'none', maxRetries: 3, timeout: 120_000, logLevel: 'off' });
	}

	/** There is nothing to prepare. */
	public async prepare(): Promise<void> {}

	/** @throws {StageFailure} `service-refused`; {AutointelError} `service-unreachable`, `service-busy`, `invalid-answer` */
	public async recognize(
		windows: readonly AudioWindow[],
		options: RecognitionOptions,
		signal: AbortSignal
	): Promise<readonly HeardWindow[]> {
		const heard: HeardWindow[] = [];
		for (const { samples } of windows) {
			const seconds = samples.length / sampleRate;
			const wav = encodeWav(samples);
			const ask = async () => readAnswer(await this.#ask(wav, options, signal), seconds, options.language);
			heard.push(
				await ask().catch((error: unknown) => {
					if (error instanceof AutointelError && error.code === 'invalid-answer') return ask();
					throw error;
				})
			);
		}
		return heard;
	}

	public async close(): Promise<void> {}

	async #ask(wav: Uint8Array, options: RecognitionOptions, outer: AbortSignal): Promise<unknown> {
		outer.throwIfAborted();
		const { timeoutMs = 300_000 } = this.#settings;
		const { signal, release } = joinSignals(outer, AbortSignal.timeout(timeoutMs));
		try {
			return await this.#post(wav, options, signal);
		} catch (error) {
			outer.throwIfAborted();
			if (this.#hasTimes && error instanceof BadRequestError && /response_format|timestamp|verbose_json/i.test(error.message)) {
				this.#hasTimes = false;
				return await this.#ask(wav, options, outer);
			}
			throw serviceFailure(error, this.#settings, signal.aborted);
		} finally {
			release();
		}
	}

	async #post(wav: Uint8Array, { language, task, glossary }: RecognitionOptions, signal: AbortSignal): Promise<unknown> {
		const { model } = this.#settings;
		const prompt = glossary.length > 0 ? { prompt: glossary.join(', ') } : {};
		const body = { file: await toFile(wav, 'window.wav', { type: 'audio/wav' }), model, ...prompt };
		// A service that was asked already can tell by it: the same words for the same sound.
		const key = createHash('sha256').update(`${model} ${task} ${language} ${body.prompt}`).update(wav).digest('hex').slice(0, 32);
		const request = { signal, headers: { 'Idempotency-Key': key } };
		const { audio } = this.#client;
		if (task === 'translate') {
			const format = this.#hasTimes ? 'verbose_json' : 'json';
			return { ...(await audio.translations.create({ ...body, response_format: format }, request)), language: 'en' };
		}
		const spoken = language === undefined ? {} : { language: new Intl.Locale(language).language };
		if (!this.#hasTimes) return audio.transcriptions.create({ ...body, ...spoken, response_format: 'json' }, request);
		return audio.transcriptions.create(
			{ ...body, ...spoken, response_format: 'verbose_json', timestamp_granularities: ['segment'] },
			request
		);
	}
}
