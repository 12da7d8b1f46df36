import type { ArtifactStore, StoredFile } from '#lib/artifacts/ArtifactStore';
import type { GuardedFetch } from '#lib/sources/GuardedFetch';
import type { SpeechAccount } from '#lib/transcription/recognition/Recognizer';
import type { FetchedResponse, StageBridge } from './StageBridge.js';
import type { DownloadedArtifact, StageFetchOptions, StoredArtifact } from './StageContext.js';
import { type StageSpeech, Transcriptions } from './Transcriptions.js';

/** Services that stages reach through their bridge. */
export interface StageResources {
	readonly web: GuardedFetch;
	readonly artifacts: ArtifactStore;
	readonly speech: StageSpeech;
}

/**
 * The half of a stage's bridge that needs no ledger: the web, files, speech. `record` is told of every file before the stage is, `account`
 * pays for speech where it costs.
 */
export class ResourceBridge
	extends Transcriptions
	implements Pick<StageBridge, 'fetch' | 'download' | 'putArtifact' | 'putArtifactFile' | 'readArtifact' | 'artifactPath'>
{
	readonly #web: GuardedFetch;
	readonly #artifacts: ArtifactStore;
	readonly #signal: AbortSignal;
	readonly #record: (file: StoredFile) => Promise<void>;

	public constructor(
		{ web, artifacts, speech }: StageResources,
		signal: AbortSignal,
		record: (file: StoredFile) => Promise<void>,
		account?: SpeechAccount
	) {
		super(speech, artifacts, signal, account);
		this.#web = web;
		this.#artifacts = artifacts;
		this.#signal = signal;
		this.#record = record;
	}

	public async fetch(url: string, options: StageFetchOptions): Promise<FetchedResponse> {
		const response = await this.#web.fetch(url, { ...options, signal: this.#signal });
		return {
			url: response.url,
			status: response.status,
			headers: Object.fromEntries(response.headers),
			body: new Uint8Array(await response.arrayBuffer())
		};
	}

	public download(url: string, options: StageFetchOptions): Promise<DownloadedArtifact> {
		return this.#recorded(this.#artifacts.receive((path) => this.#web.download(url, { ...options, signal: this.#signal }, path)));
	}

	public putArtifact(bytes: Uint8Array): Promise<StoredArtifact> {
		return this.#recorded(this.#artifacts.put(bytes));
	}

	public putArtifactFile(path: string, maxBytes: number | undefined): Promise<StoredArtifact> {
		return this.#recorded(this.#artifacts.putFile(path, maxBytes));
	}

	public readArtifact(hash: string): Promise<Uint8Array> {
		return this.#artifacts.read(hash);
	}

	public artifactPath(hash: string): Promise<string> {
		return Promise.resolve(this.#artifacts.path(hash));
	}

	async #recorded<File extends StoredFile>(stored: Promise<File>): Promise<File> {
		const file = await stored;
		await this.#record(file);
		return file;
	}
}
