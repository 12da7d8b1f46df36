import { availableParallelism } from 'node:os';
import { besides, Child } from '#lib/children/Child';
import { ChildPool } from '#lib/children/ChildPool';
import { withoutSecrets } from '#lib/children/withoutSecrets';
import { AutointelError } from '#lib/errors/AutointelError';
import { describeError } from '#lib/errors/describeError';
import type { AudioWindow } from '#lib/transcription/cutting/WindowCutter';
import type { LoadedModel, LoadRequest, WhisperHost, WhisperParent } from './protocol.js';
import type { HeardWindow, Preparation, RecognitionOptions, Recognizer, SpeechEngine } from './Recognizer.js';
import type { WhisperSource } from './WhisperSource.js';

export interface LocalRecognizerSettings {
	readonly device: LoadRequest['device'];
	/** Processes; they share the cores. */
	readonly workers: number;
	readonly logger: SpeechLogger;
	/** For tests. Default: the child that recognizes speech. */
	readonly entry?: string;
	/** A child at work from which nothing is heard for so long is taken for hung. Default: 5 minutes. */
	readonly hungAfterMs?: number;
	/** A model that is not loaded and warm by then never will be. Default: 5 minutes. */
	readonly loadLimitMs?: number;
	/** Children without work are ended after this time. Default: 1 minute. */
	readonly idleMs?: number;
	/** A child that has grown by this much is ended after its chunk. Default: 512 MB. */
	readonly maxGrowthBytes?: number;
}

export interface SpeechLogger {
	debug(fields: object, message: string): void;
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
}

/** Cancellation has to reach a child within a second: so long it may take to obey. Milliseconds. */
const graceMs = 600;

/** Recognizes speech on this machine, in a pool of child processes that keep the model loaded. */
export class LocalRecognizer implements Recognizer {
	public readonly engine: SpeechEngine;
	public readonly concurrency: number;
	readonly #source: WhisperSource;
	readonly #settings: LocalRecognizerSettings;
	readonly #pool: ChildPool<WhisperHost>;
	#loaded: LoadedModel | undefined;
	/** Why CUDA is not tried again in this process. */
	#deathByCuda: string | undefined;

	public constructor(source: WhisperSource, settings: LocalRecognizerSettings) {
		this.engine = { engine: 'whisper', model: source.name, identity: source.identity };
		this.concurrency = settings.workers;
		this.#source = source;
		this.#settings = settings;
		this.#pool = new ChildPool<WhisperHost>({
			size: settings.workers,
			start: (signal) => this.#start(signal),
			cancel: (child) => child.tell('cancel'),
			graceMs,
			hungAfterMs: settings.hungAfterMs ?? 300_000,
			idleMs: settings.idleMs ?? 60_000,
			maxGrowthBytes: settings.maxGrowthBytes ?? 512 * 1024 ** 2
		});
	}

	public async prepare(signal: AbortSignal, onNews: (news: Preparation) => void): Promise<void> {
		await this.#source.folder(signal, ({ bytes, totalBytes }) => {
			const megabytes = (count: number) => Math.round(count / 1e6);
			onNews({
				note: `fetching the speech model ${this.#source.name}: ${megabytes(bytes)} of ${megabytes(totalBytes)} MB`,
				fraction: totalBytes > 0 ? bytes / totalBytes : 0
			});
		});
		if (!this.#loaded) onNews({ note: `loading the speech model ${this.#source.name}` });
	}

	/** Whether the model is here: to recognize something, nothing has to be fetched. */
	public isReady(): Promise<boolean> {
		return this.#source.isHere();
	}

	public recognize(
		windows: readonly AudioWindow[],
		{ language, task, glossary }: RecognitionOptions,
		signal: AbortSignal
	): Promise<readonly HeardWindow[]> {
		const prompt = glossary.length > 0 ? glossary.join(', ') : undefined;
		return this.#run(async (child) => {
			for (const [index, { samples }] of windows.entries()) {
				// Told to stop before it has begun, the child would begin all the same.
				signal.throwIfAborted();
				await child.call('take', samples, index === 0);
			}
			signal.throwIfAborted();
			return child.call('recognize', { language, task, prompt });
		}, signal);
	}

	/**
	 * Loads the model in a child, unless one is there that has it: says what it runs on, and how much memory the child has, in bytes. For
	 * whoever wants to know before there is work.
	 */
	public async examine(signal: AbortSignal): Promise<Partial<LoadedModel> & { readonly bytes: number }> {
		const bytes = await this.#run((child) => child.rss(), signal);
		return { ...this.#loaded, bytes };
	}

	public close(): Promise<void> {
		return this.#pool.close();
	}

	/** @throws as `ChildPool.run` does; with what to do where memory may have run out */
	async #run<Value>(task: (child: Child<WhisperHost>) => Promise<Value>, signal: AbortSignal): Promise<Value> {
		try {
			return await this.#pool.run(task, signal);
		} catch (error) {
			const { code, message } = describeError(error);
			if (code !== 'child-died' && code !== 'out-of-memory') throw error;
			const { workers } = this.#settings;
			const fewer = workers > 1 ? `set WHISPER_WORKERS to less than ${workers}, or ` : '';
			const hint = `If the memory of this machine does not suffice: ${fewer}choose a smaller WHISPER_MODEL.`;
			throw new AutointelError(code, `${message}, twice in a row`, { hint, cause: error });
		}
	}

	async #start(signal: AbortSignal): Promise<Child<WhisperHost>> {
		const { device: wanted, workers, logger, loadLimitMs = 300_000, entry = besides(import.meta.url, 'whisperHost') } = this.#settings;
		const folder = await this.#source.folder(signal, () => {});
		// What worked once may fail today: another program has taken the memory of the GPU.
		const device = this.#loaded?.device === 'cpu' || this.#deathByCuda !== undefined ? 'cpu' : wanted;
		const local: WhisperParent = { alive: () => this.#pool.alive(child) };
		const child: Child<WhisperHost> = new Child<WhisperHost>(entry, {
			name: 'speech recognition',
			local,
			onOutput: (text) => logger.debug({ text }, 'output of a speech process'),
			env: withoutSecrets(process.env),
			background: true
		});
		const end = () => void child.end();
		let late = false;
		const limit = setTimeout(() => {
			late = true;
			end();
		}, loadLimitMs);
		signal.addEventListener('abort', end, { once: true });
		try {
			signal.throwIfAborted();
			const threads = Math.max(1, Math.floor(availableParallelism() / workers));
			this.#settle(await child.call('load', { folder, device, threads }));
			return child;
		} catch (thrown) {
			const died = !child.alive;
			await child.end();
			signal.throwIfAborted();
			const error = late ? new AutointelError('child-hung', `the model was not loaded within ${loadLimitMs / 1000} s`) : thrown;
			if (!died || device !== 'auto') throw error;
			this.#deathByCuda = `${describeError(error).message} when it tried`;
			return await this.#start(signal);
		} finally {
			clearTimeout(limit);
			signal.removeEventListener('abort', end);
		}
	}

	/** Says what is used, and why, as often as that changes. What did not work once is not tried again in this process. */
	#settle({ why = this.#deathByCuda, ...loaded }: LoadedModel): void {
		if (this.#loaded?.device === loaded.device) return;
		this.#loaded = { ...loaded, ...(why === undefined ? {} : { why }) };
		const where = loaded.device === 'cuda' ? 'CUDA' : 'the CPU';
		const because = why === undefined ? '' : `, because CUDA does not work here: ${why}`;
		this.#settings.logger.info({ model: this.#source.name, ...loaded }, `speech is recognized on ${where}${because}`);
	}
}
