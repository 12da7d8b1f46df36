import { createHash } from 'node:crypto';
import { setImmediate as immediate, setTimeout as wait } from 'node:timers/promises';
import type { OpenAI } from 'openai';
import { APIError } from 'openai/error';
import { toFile } from 'openai/uploads';
import { joinSignals } from '#lib/children/joinSignals';
import { AutointelError } from '#lib/errors/AutointelError';
import { type CallFailure, callFailure } from '#lib/language-model/callFailure';
import { openClient } from '#lib/language-model/openClient';
import { pauseMs, type Repeats, usualRepeats } from '#lib/language-model/Repeats';
import { sampleRate } from '#lib/transcription/audio/sampleRate';
import type { AudioWindow } from '#lib/transcription/cutting/WindowCutter';
import { whisperCode } from '#lib/transcription/whisperCode';
import type { Budgets } from '#lib/workflow/spend';
import { encodeWav } from './encodeWav.js';
import { noRoom } from './noRoom.js';
import type { HeardWindow, RecognitionOptions, Recognizer, SpeechEngine } from './Recognizer.js';
import { readAnswer } from './readAnswer.js';
import { serviceFailure } from './serviceFailure.js';
import { costOfSound, type SoundPrice } from './soundPrice.js';

export interface RemoteRecognizerSettings {
	/** As in `https://api.openai.com/v1`. */
	readonly baseUrl: string;
	/** Services on one's own machine need none. */
	readonly apiKey?: string | undefined;
	readonly model: string;
	readonly price: SoundPrice;
	readonly budgets: Budgets;
	/** Chunks that are under way at the same time. */
	readonly concurrency: number;
	/** How long one call may take, to the last byte of its answer, in milliseconds. Default: 3 minutes. */
	readonly timeoutMs?: number;
	readonly repeats?: Repeats;
}

/** A window on its way to the service. */
interface Parcel {
	readonly wav: Uint8Array;
	readonly seconds: number;
	/** The same for the same sound and the same wishes: a service that was asked already can tell by it, and so can the ledger. */
	readonly key: string;
	readonly nanoUsd: number;
}

/**
 * Has speech recognized by a service that speaks OpenAI's protocol (`POST /audio/transcriptions`), within the operator's budgets. Windows
 * go there one by one: so short they stay below every limit of size. What each costs is set aside before, and settled together with its
 * words: those that were paid for before a crash are not paid for again.
 */
export class RemoteRecognizer implements Recognizer {
	public readonly engine: SpeechEngine;
	public readonly concurrency: number;
	readonly #client: () => Promise<OpenAI>;
	readonly #settings: RemoteRecognizerSettings;
	readonly #timeoutMs: number;
	/** Some models answer with the words alone, and refuse to be asked for their times. Not known before one has answered. */
	#hasTimes: boolean | undefined;

	public constructor(settings: RemoteRecognizerSettings) {
		const { baseUrl, apiKey, model, timeoutMs = 180_000 } = settings;
		this.engine = { engine: 'remote', model, identity: `${baseUrl} ${model}` };
		this.concurrency = settings.concurrency;
		this.#settings = settings;
		this.#timeoutMs = timeoutMs;
		this.#client = openClient({ baseUrl, apiKey, timeoutMs });
	}

	/** There is nothing to prepare. */
	public async prepare(): Promise<void> {}

	/**
	 * @throws {StageFailure} `service-refused`, `budget-reached`; {AutointelError} `service-unreachable`, `service-busy`, `invalid-answer`;
	 *   what the ledger throws; the reason of `signal`
	 */
	public async recognize(
		windows: readonly AudioWindow[],
		options: RecognitionOptions,
		signal: AbortSignal
	): Promise<readonly HeardWindow[]> {
		const { account } = options;
		const parcels: Parcel[] = [];
		for (const { samples } of windows) {
			parcels.push(this.#pack(samples, options));
			// Each takes milliseconds, and this is the bot's own process.
			await immediate();
		}
		const known = await Promise.all(parcels.map(async ({ key }) => account?.recall(key)));
		// Either there is room for all of it, or somebody else does all of it.
		const open = parcels.filter((_, index) => known[index] === undefined);
		const reached = await account?.reached(open.reduce((sum, { nanoUsd }) => sum + nanoUsd, 0));
		if (reached !== undefined && open.length > 0) throw noRoom(reached, this.#settings);
		const heard: HeardWindow[] = [];
		for (const [index, parcel] of parcels.entries()) heard.push(known[index] ?? (await this.#send(parcel, options, signal)));
		return heard;
	}

	public async close(): Promise<void> {}

	#pack(samples: Float32Array, { task, language, glossary }: RecognitionOptions): Parcel {
		const { baseUrl, model, price } = this.#settings;
		const wav = encodeWav(samples);
		const seconds = samples.length / sampleRate;
		const wishes = JSON.stringify([baseUrl, model, task, language ?? null, glossary]);
		const key = createHash('sha256').update(wishes).update(wav).digest('hex').slice(0, 32);
		return { wav, seconds, key, nanoUsd: costOfSound(price, seconds) };
	}

	async #send(parcel: Parcel, options: RecognitionOptions, signal: AbortSignal): Promise<HeardWindow> {
		const { repeats = usualRepeats } = this.#settings;
		for (let attempt = 1; ; attempt++) {
			const outcome = await this.#pay(parcel, options, signal);
			if ('heard' in outcome) return outcome.heard;
			const { error, failure } = outcome;
			// What makes no sense twice never will, and each time costs.
			const attempts = isNonsense(error) ? 2 : repeats.attempts;
			const pause = pauseMs(failure, attempt, repeats);
			if (!failure.retry || attempt >= attempts || pause > repeats.longestMs) throw serviceFailure(error, failure, this.#settings);
			await wait(pause, undefined, { signal }).catch(() => signal.throwIfAborted());
		}
	}

	/** One call, with its cost set aside before and counted after. */
	async #pay({ wav, seconds, key, nanoUsd }: Parcel, options: RecognitionOptions, signal: AbortSignal): Promise<Outcome> {
		const { model, price } = this.#settings;
		const { account, language } = options;
		signal.throwIfAborted();
		const reserved = await account?.reserve({ model, priced: price.known, nanoUsd });
		if (reserved !== undefined && 'reached' in reserved) throw noRoom(reserved.reached, this.#settings);
		let heard: HeardWindow;
		try {
			heard = readAnswer(await this.#ask(wav, key, options, signal), seconds, language);
		} catch (error) {
			const failure = callFailure(error);
			// What was set aside for a call that may have been billed goes on counting.
			if (failure.billed === 'no' && reserved !== undefined) await account?.release(reserved.reservation);
			signal.throwIfAborted();
			return { error, failure };
		}
		if (reserved !== undefined) await account?.keep(key, { ...reserved, nanoUsd, inputTokens: 0, outputTokens: 0 }, heard);
		return { heard };
	}

	async #ask(wav: Uint8Array, key: string, options: RecognitionOptions, signal: AbortSignal): Promise<unknown> {
		if (this.#hasTimes !== undefined) return this.#post(wav, key, options, this.#hasTimes, signal);
		try {
			const answer = await this.#post(wav, key, options, true, signal);
			this.#hasTimes = true;
			return answer;
		} catch (error) {
			// Each service has words of its own for what it does not like.
			if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) throw error;
			const answer = await this.#post(wav, key, options, false, signal);
			this.#hasTimes ??= false;
			return answer;
		}
	}

	async #post(
		wav: Uint8Array,
		key: string,
		{ language, task, glossary }: RecognitionOptions,
		times: boolean,
		outer: AbortSignal
	): Promise<unknown> {
		const { model } = this.#settings;
		const prompt = glossary.length > 0 ? { prompt: glossary.join(', ') } : {};
		const spoken = language === undefined ? {} : { language: whisperCode(language) };
		const body = { file: await toFile(wav, 'window.wav', { type: 'audio/wav' }), model, ...prompt };
		const { audio } = await this.#client();
		const { signal, release } = joinSignals(outer, AbortSignal.timeout(this.#timeoutMs));
		const request = { signal, headers: { 'Idempotency-Key': key } };
		try {
			if (task === 'translate') {
				const format = times ? 'verbose_json' : 'json';
				return { ...(await audio.translations.create({ ...body, response_format: format }, request)), language: 'en' };
			}
			if (!times) return await audio.transcriptions.create({ ...body, ...spoken, response_format: 'json' }, request);
			return await audio.transcriptions.create(
				{ ...body, ...spoken, response_format: 'verbose_json', timestamp_granularities: ['segment'] },
				request
			);
		} finally {
			release();
		}
	}
}

type Outcome = { readonly heard: HeardWindow } | { readonly error: unknown; readonly failure: CallFailure };

function isNonsense(error: unknown): boolean {
	return error instanceof SyntaxError || (error instanceof AutointelError && error.code === 'invalid-answer');
}
