import { besides, Child } from '#lib/children/Child';
import { lostItsChild } from '#lib/children/lostItsChild';
import { withoutSecrets } from '#lib/children/withoutSecrets';
import { AutointelError } from '#lib/errors/AutointelError';
import type { AudioProbe } from '#lib/transcription/audio/readAudio';
import type { AudioWindow } from '#lib/transcription/cutting/WindowCutter';
import type { ReaderHost, ReaderParent, ReadRequest, RecordingEnd } from './protocol.js';

export interface ReadWindows {
	readonly windows: readonly AudioWindow[];
	/** Once there is nothing more. */
	readonly end?: RecordingEnd;
}

export interface AudioReaderOptions {
	readonly signal: AbortSignal;
	/** Hears what the decoders write. */
	readonly onOutput: (text: string) => void;
	/** A child from which nothing was heard for this long is taken for hung. Milliseconds. */
	readonly hungAfterMs: number;
}

/**
 * Reads one recording, window by window, in a child process of its own. A child that dies or hangs is replaced once for each call, and
 * the next one goes on where it was: the same recording gives the same windows.
 */
export class AudioReader {
	readonly #request: ReadRequest;
	readonly #options: AudioReaderOptions;
	#child: Child<ReaderHost> | undefined;
	#probe: AudioProbe | undefined;
	#watch: NodeJS.Timeout | undefined;
	#delivered = 0;

	public constructor(request: ReadRequest, options: AudioReaderOptions) {
		this.#request = request;
		this.#options = options;
		options.signal.addEventListener('abort', this.#abort, { once: true });
	}

	/** What the recording says about itself. @throws {StageFailure} with the code of an AudioError; {AutointelError} `child-died`, `child-hung` */
	public probe(): Promise<AudioProbe> {
		return this.#persist(async () => (await this.#opened()).probe);
	}

	/** The next windows, up to `count`. @throws as `probe` does */
	public async read(count: number): Promise<ReadWindows> {
		const windows: AudioWindow[] = [];
		while (windows.length < count) {
			const next = await this.#persist(async () => (await this.#opened()).child.call('next'));
			if (!('samples' in next)) return { windows, end: next };
			windows.push(next);
			this.#delivered++;
		}
		return { windows };
	}

	public async close(): Promise<void> {
		this.#options.signal.removeEventListener('abort', this.#abort);
		const child = this.#child;
		this.#child = undefined;
		await child?.end();
	}

	async #opened(): Promise<{ readonly child: Child<ReaderHost>; readonly probe: AudioProbe }> {
		if (this.#child && this.#probe) return { child: this.#child, probe: this.#probe };
		const local: ReaderParent = { alive: () => this.#watch?.refresh() };
		const { onOutput } = this.#options;
		const child = new Child<ReaderHost>(besides(import.meta.url, 'readerHost'), {
			name: `the reading of ${this.#request.name}`,
			local,
			onOutput,
			env: withoutSecrets(process.env),
			heapMegabytes: 128,
			background: true
		});
		this.#child = child;
		this.#probe = await child.call('open', { ...this.#request, skip: this.#request.skip + this.#delivered });
		return { child, probe: this.#probe };
	}

	async #persist<Value>(work: () => Promise<Value>): Promise<Value> {
		try {
			return await this.#watched(work);
		} catch (error) {
			if (!lostItsChild(error)) throw error;
			return await this.#watched(work);
		}
	}

	async #watched<Value>(work: () => Promise<Value>): Promise<Value> {
		const { signal, hungAfterMs } = this.#options;
		signal.throwIfAborted();
		let hung = false;
		this.#watch = setTimeout(() => {
			hung = true;
			void this.#child?.end();
		}, hungAfterMs);
		try {
			return await work();
		} catch (error) {
			signal.throwIfAborted();
			if (lostItsChild(error)) this.#child = undefined;
			if (hung)
				throw new AutointelError('child-hung', `nothing was heard from the reading of ${this.#request.name} for ${hungAfterMs / 1000} s`);
			throw error;
		} finally {
			clearTimeout(this.#watch);
		}
	}

	readonly #abort = (): void => void this.#child?.end();
}
