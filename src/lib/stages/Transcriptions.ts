import type { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import type { SpeechAccount, SpeechEngine } from '#lib/transcription/recognition/Recognizer';
import type { Speech, TranscribeOptions } from '#lib/transcription/Speech';
import type { SpeechEvent } from '#lib/transcription/SpeechChunk';
import type { StageBridge } from './StageBridge.js';

/** What of speech recognition a stage can be given. */
export type StageSpeech = Pick<Speech, 'engine' | 'transcribe'>;

/** The transcriptions that one attempt at a stage has open: loops over events, made of calls that can cross a process boundary. */
export class Transcriptions implements Pick<StageBridge, 'speechEngine' | 'openTranscription' | 'nextSpeech' | 'closeTranscription'> {
	readonly #speech: StageSpeech;
	readonly #artifacts: ArtifactStore;
	readonly #signal: AbortSignal;
	readonly #account: SpeechAccount | undefined;
	readonly #open = new Map<number, AsyncGenerator<SpeechEvent, void, undefined>>();
	#opened = 0;

	/** When `signal` aborts, everything that is open ends. `account` pays for it. */
	public constructor(speech: StageSpeech, artifacts: ArtifactStore, signal: AbortSignal, account: SpeechAccount | undefined) {
		this.#speech = speech;
		this.#artifacts = artifacts;
		this.#signal = signal;
		this.#account = account;
	}

	public async speechEngine(): Promise<SpeechEngine> {
		return this.#speech.engine;
	}

	public async openTranscription(recording: string, options: Omit<TranscribeOptions, 'signal' | 'account'>): Promise<number> {
		const events = this.#speech.transcribe(this.#artifacts.path(recording), {
			...options,
			signal: this.#signal,
			account: this.#account
		});
		this.#opened++;
		this.#open.set(this.#opened, events);
		return this.#opened;
	}

	public async nextSpeech(transcription: number): Promise<SpeechEvent | undefined> {
		const { value, done } = (await this.#open.get(transcription)?.next()) ?? { done: true, value: undefined };
		return done ? undefined : value;
	}

	public async closeTranscription(transcription: number): Promise<void> {
		await this.#open.get(transcription)?.return();
		this.#open.delete(transcription);
	}
}
