import type { Programs } from '#lib/config/programs';
import type { ReadPage } from '#lib/evidence/Page';
import type { SearchAnswer, SearchOptions } from '#lib/evidence/SearchAnswer';
import type { SpeechEngine } from '#lib/transcription/recognition/Recognizer';
import type { SpeechEvent } from '#lib/transcription/SpeechChunk';
import type { WorkflowFeedback } from '#lib/workflow/feedback';
import type { Json } from '#lib/workflow/json';
import type { AlikeDocuments, FoundDocument, KnowledgeDocument } from '#lib/workflow/knowledge';
import type { Audience, Phase } from '#lib/workflow/plan';
import type { SectionContent } from '#lib/workflow/report';
import type { Source } from '#lib/workflow/source';
import type { Spend } from '#lib/workflow/spend';
import type { StageStatus } from '#lib/workflow/status';
import type { WorkflowOptions } from '#lib/workflow/workflow';
import type { StageLanguageModel } from './StageLanguageModel.js';

/**
 * What a stage is given to work with. It carries only what can cross a process boundary, so the same stage runs in the engine's process
 * and, when it says `isolated`, in a child.
 */
export interface StageContext<Outputs, Output> {
	readonly workflow: StageWorkflow;
	/** The outputs of the stages this one `needs`, and of those it `wants` where they succeeded. Asking for another does not compile. */
	readonly outputs: Outputs;
	/** Aborts when the workflow is cancelled, the stage ran out of time, or this process has to let go of it. */
	readonly signal: AbortSignal;
	/** Lines carry the workflow's id and the stage's name. Never log what a source says. */
	readonly logger: StageLogger;
	/** The same for every attempt at this stage of this workflow: hand it to outside services that can tell repeats by it. */
	readonly key: string;
	readonly limits: StageLimits;
	/** Programs of this machine. Whether they are there shows when they are started. */
	readonly programs: Programs;
	readonly cache: StageCache;
	readonly artifacts: StageArtifacts;
	/** Says how far the stage is: `fraction` from 0 to 1, `note` a few words for people. Cheap; call it as often as you like. */
	progress(fraction: number, note?: string): void;
	/** Ends the stage as `skipped`: it could not do its work here, and `reason` says why. Stages that need it are skipped too. */
	skip(reason: string): never;
	/**
	 * A durable part of the stage. The value of a step that was completed is kept: when the stage runs again after a crash, `run` is not
	 * called for it. `input` is what the value depends on: a step with another input is another step. Names are the stage's own.
	 */
	step<Value extends Json>(name: string, input: Json, run: (step: StageStep) => Promise<Value> | Value): Promise<Value>;
	/**
	 * The web, guarded: only http and https, no private or link-local addresses (not after a redirect or a name look-up either) unless the
	 * operator allows them, a limit on size and time. Answers with the standard `Response`; its body is complete.
	 *
	 * @throws {AutointelError} codes `address-refused`, `too-large`, `timed-out`, `unreachable`. A status of 400 or more does not throw.
	 */
	fetch(url: string, options?: StageFetchOptions): Promise<Response>;
	/**
	 * Turns a recording, a file of `artifacts`, into words: chunk after chunk, in child processes or by a service. Make each chunk a step
	 * and begin again at the first one that is missing (`from`): then a crash costs one chunk.
	 *
	 * @throws {StageFailure} what is wrong with the recording: `not-audio`, `no-audio-track`, `encrypted-audio`, `empty-audio`, `damaged-audio`,
	 *   `audio-too-long`, `decoder-missing`; with the model or the service: `model-unsuited`, `model-damaged`, `model-incomplete`, `service-refused`,
	 *   `budget-reached`. @throws {AutointelError} when speech cannot be recognized now.
	 */
	transcribe(recording: string, options?: StageTranscribeOptions): AsyncIterable<SpeechEvent>;
	/** What `transcribe` works with. Its `identity` belongs into the keys under which transcripts are kept. */
	speechEngine(): Promise<SpeechEngine>;
	/**
	 * Asks the search back ends that are configured: see `search-backends` of plugins. Words of the source leave this machine with it. It
	 * never throws because of a back end: the answer says which gave nothing, and why. Of what was asked for privately none is asked. What it
	 * finds was written by others.
	 */
	search(text: string, options?: SearchOptions): Promise<SearchAnswer>;
	/**
	 * What a page says, fetched through the guard and kept for a day. It never throws because of the page. Parsing it is heavy work: read
	 * pages in stages that are `isolated`.
	 */
	readPage(url: string): Promise<ReadPage>;
	/** Durable messages to the outside, stored together with the stage's output: at least once, and only if the stage succeeds. */
	emit(delivery: StageDelivery): void;
	readonly languageModel: StageLanguageModel;
	readonly operations: StageOperations;
	readonly knowledge: StageKnowledge;
	/** Makes something findable for later workflows and for questions, together with the stage's output, and only if the stage succeeds. */
	index(document: KnowledgeDocument): void;
	/** Up to 50 earlier workflows of this kind and depth, newest first, in which this stage succeeded. */
	history(): Promise<readonly StageHistoryEntry<Output>[]>;
}

export interface StageWorkflow extends WorkflowOptions {
	readonly id: string;
	readonly kind: string;
	readonly depth: string;
	readonly source: Source;
	/** The names of the planned stages, in the plan's order. */
	readonly stages: readonly string[];
}

export interface StageStep {
	/** Names this step of this workflow: hand it to outside services that can tell repeats by it. */
	readonly key: string;
	readonly signal: AbortSignal;
}

export interface StageLogger {
	debug(message: string, fields?: Readonly<Record<string, Json>>): void;
	info(message: string, fields?: Readonly<Record<string, Json>>): void;
	warn(message: string, fields?: Readonly<Record<string, Json>>): void;
	error(message: string, fields?: Readonly<Record<string, Json>>): void;
}

/** The operator's limits for sources. */
export interface StageLimits {
	/** Seconds. */
	readonly maxMediaSeconds: number;
	readonly maxMediaBytes: number;
}

export interface StageFetchOptions {
	readonly method?: 'GET' | 'HEAD' | 'POST';
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** Default: 10 MB. */
	readonly maxBytes?: number;
	/** From the call to the last byte, in milliseconds. Default: 30,000. */
	readonly timeoutMs?: number;
}

export interface StageTranscribeOptions {
	/** What messages call the recording. Default: `the recording`. */
	readonly name?: string;
	/** What is spoken: a BCP 47 tag. Default: it is recognized. */
	readonly language?: string | undefined;
	/** `translate`: into English. Default: `transcribe`. */
	readonly task?: 'transcribe' | 'translate';
	/** Names and terms that may come up. Default: none. */
	readonly glossary?: readonly string[];
	/** The first chunk that is wanted. Default: 0. */
	readonly from?: number;
}

/** Values shared by all workflows, for as long as they are fresh. A miss is `undefined`. */
export interface StageCache {
	get(key: string): Promise<Json | undefined>;
	/** `ttlMs` in milliseconds. */
	set(key: string, value: Json, ttlMs: number): Promise<void>;
}

/** Files of the workflow, named by the sha-256 of their bytes (hexadecimal). They live as long as the workflow does. */
export interface StageArtifacts {
	put(bytes: Uint8Array | string): Promise<StoredArtifact>;
	/** Copies a file of this machine into the store. */
	putFile(path: string, options?: { readonly maxBytes?: number }): Promise<StoredArtifact>;
	/** Fetches like `fetch`, straight into the store. */
	download(url: string, options?: StageFetchOptions): Promise<DownloadedArtifact>;
	read(hash: string): Promise<Uint8Array>;
	/** Where the file lies on this machine. Read it, never write it. */
	path(hash: string): Promise<string>;
}

export interface StoredArtifact {
	/** sha-256, hexadecimal. */
	readonly hash: string;
	readonly bytes: number;
}

export interface DownloadedArtifact extends StoredArtifact {
	/** The address after all redirects. */
	readonly url: string;
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
}

export interface StageDelivery {
	/** Where it should go; understood by the delivery layer. */
	readonly target: Json;
	readonly title: string;
	readonly text: string;
}

export interface StageHistoryEntry<Output> {
	/** What this stage stored in that workflow. */
	readonly output: Output;
	/** How long the workflow's stages took, in milliseconds, by stage name. */
	readonly stages: Readonly<Record<string, number>>;
	/** From its start to its end, in milliseconds. */
	readonly durationMs: number;
	/** What its language models have cost, in billionths of a US dollar. Absent where a price is not known. */
	readonly costNanoUsd?: number;
	/** Whether everybody who reads this workflow's report may see that one. Where not, tell nothing of what it stored. */
	readonly readable: boolean;
}

/** What is known of the running of things, as it stands at the moment of the call: for stages that speak to operators. */
export interface StageOperations {
	/** The planned stages of this workflow, in the plan's order. */
	stages(): Promise<readonly StageFacts[]>;
	/** Up to `limit` (default 200) workflows of this kind, at any depth, that ended well, newest first. */
	runs(limit?: number): Promise<readonly RunFacts[]>;
	/** The up to 500 results of this kind that people voted on last; `sameServer`: where this workflow was asked for. Default: everywhere. */
	feedback(options?: { readonly sameServer?: boolean }): Promise<readonly WorkflowFeedback[]>;
	system(): Promise<SystemFacts>;
}

export interface StageFacts {
	readonly stage: string;
	readonly phase: Phase;
	readonly audience: Audience;
	readonly status: StageStatus;
	/** Attempts that ended, well or not. */
	readonly attempts: number;
	readonly durationMs: number;
	readonly reason?: string;
	/** What its questions to language models have cost, by model. */
	readonly spend?: readonly Spend[];
	/** Of a stage that succeeded. */
	readonly section?: SectionContent;
}

export interface RunFacts {
	readonly depth: string;
	/** From the first start to the end, in milliseconds. */
	readonly durationMs: number;
	/** Milliseconds by stage. */
	readonly stages: Readonly<Record<string, number>>;
	/** What its language models have cost, in billionths of a US dollar. Absent where a price is not known. */
	readonly costNanoUsd?: number;
}

export interface SystemFacts {
	/** How many workflows there are in each state; states without any are left out. */
	readonly workflows: Readonly<Record<string, number>>;
	/** How many results and other messages there are in each state of their delivery; states without any are left out. */
	readonly deliveries: Readonly<Record<string, number>>;
	/** The database. */
	readonly ledger: { readonly bytes: number };
	/** Look-ups of all workflows in what is kept for a while, since the engine's process started. */
	readonly cache: { readonly hits: number; readonly misses: number };
	/** Files of workflows, and how much they may take. */
	readonly files: { readonly bytes: number; readonly limitBytes: number };
	/** The disk that they lie on. */
	readonly disk: { readonly freeBytes: number };
	/** The engine's process. */
	readonly process: {
		readonly node: string;
		readonly uptimeSeconds: number;
		/** Resident. */
		readonly memoryBytes: number;
		/** Child processes that it has now, this stage's own among them where it is isolated. */
		readonly children: number;
	};
}

/** What earlier workflows learned. */
export interface StageKnowledge {
	/**
	 * Looks for the words of a text in workflows that everybody may see who may see this one; this one itself is left out. The most telling
	 * first, at most `limit` (default 10) of them.
	 */
	search(text: string, limit?: number): Promise<readonly FoundDocument[]>;
	/**
	 * Looks in the same workflows for what says something alike to each of some texts, in whatever words and languages: at most `limit`
	 * (default 10) for each. Finds nothing where no embedding model is configured. It is one call to that model, paid for as those to
	 * language models are.
	 */
	alike(texts: readonly string[], limit?: number): Promise<AlikeDocuments>;
}
