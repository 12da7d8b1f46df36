import type { Programs } from '#lib/config/programs';
import type { SearchAnswer, SearchOptions } from '#lib/evidence/SearchAnswer';
import type { ModelQuestion } from '#lib/language-model/ModelQuestion';
import type { ModelAvailability, ModelReply } from '#lib/language-model/ModelReply';
import type { SpeechEngine } from '#lib/transcription/recognition/Recognizer';
import type { TranscribeOptions } from '#lib/transcription/Speech';
import type { SpeechEvent } from '#lib/transcription/SpeechChunk';
import type { WorkflowFeedback } from '#lib/workflow/feedback';
import type { Json } from '#lib/workflow/json';
import type { AlikeDocuments, FoundDocument } from '#lib/workflow/knowledge';
import type {
	DownloadedArtifact,
	RunFacts,
	StageFacts,
	StageFetchOptions,
	StageHistoryEntry,
	StageLimits,
	StageWorkflow,
	StoredArtifact,
	SystemFacts
} from './StageContext.js';

/**
 * What a stage's context is made of: calls and values that can cross a process boundary. The engine is behind it, in this process or,
 * for an isolated stage, in the parent.
 */
export interface StageBridge {
	progress(fraction: number, note: string | undefined): void;
	log(level: StageLogLevel, message: string, fields: Readonly<Record<string, Json>>): void;
	/** `undefined`: the step was not completed yet. */
	readStep(key: string): Promise<{ readonly value: Json } | undefined>;
	commitStep(key: string, value: Json): Promise<void>;
	fetch(url: string, options: StageFetchOptions): Promise<FetchedResponse>;
	download(url: string, options: StageFetchOptions): Promise<DownloadedArtifact>;
	search(text: string, options: SearchOptions): Promise<SearchAnswer>;
	putArtifact(bytes: Uint8Array): Promise<StoredArtifact>;
	putArtifactFile(path: string, maxBytes: number | undefined): Promise<StoredArtifact>;
	readArtifact(hash: string): Promise<Uint8Array>;
	artifactPath(hash: string): Promise<string>;
	readCache(key: string): Promise<Json | undefined>;
	writeCache(key: string, value: Json, ttlMs: number): Promise<void>;
	modelAvailability(): Promise<ModelAvailability>;
	/** An equal question of the same stage is answered from the ledger. */
	askModel(question: ModelQuestion): Promise<ModelReply>;
	history(): Promise<readonly StageHistoryEntry<unknown>[]>;
	speechEngine(): Promise<SpeechEngine>;
	/** Answers with the number that the other two want. */
	openTranscription(recording: string, options: Omit<TranscribeOptions, 'signal' | 'account'>): Promise<number>;
	/** `undefined`: that was all. */
	nextSpeech(transcription: number): Promise<SpeechEvent | undefined>;
	closeTranscription(transcription: number): Promise<void>;
	stageFacts(): Promise<readonly StageFacts[]>;
	runFacts(limit: number | undefined): Promise<readonly RunFacts[]>;
	feedback(sameServer: boolean): Promise<readonly WorkflowFeedback[]>;
	systemFacts(): Promise<SystemFacts>;
	searchKnowledge(text: string, limit: number | undefined): Promise<readonly FoundDocument[]>;
	findAlike(texts: readonly string[], limit: number | undefined): Promise<AlikeDocuments>;
}

export type StageLogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface FetchedResponse {
	/** The address after all redirects. */
	readonly url: string;
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array;
}

/** What one run of a stage starts from. */
export interface StageInput {
	readonly stage: string;
	readonly workflow: StageWorkflow;
	readonly outputs: Readonly<Record<string, Json>>;
	readonly limits: StageLimits;
	readonly programs: Programs;
	readonly key: string;
}
