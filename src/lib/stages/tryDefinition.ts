import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import type { Programs } from '#lib/config/programs';
import { AutointelError } from '#lib/errors/AutointelError';
import type { Search } from '#lib/evidence/Search';
import type { ModelQuestion } from '#lib/language-model/ModelQuestion';
import type { ModelFailure, ModelReply } from '#lib/language-model/ModelReply';
import { noModel } from '#lib/language-model/noModel';
import { GuardedFetch } from '#lib/sources/GuardedFetch';
import type { WorkflowFeedback } from '#lib/workflow/feedback';
import type { Json } from '#lib/workflow/json';
import type { AlikeDocuments, FoundDocument } from '#lib/workflow/knowledge';
import type { Source } from '#lib/workflow/source';
import type { ResolvedStageDefinition } from './defineStage.js';
import { executeStage, type StageOutcome } from './executeStage.js';
import { ResourceBridge } from './ResourceBridge.js';
import type { StageBridge } from './StageBridge.js';
import type { RunFacts, StageFacts, StageHistoryEntry, StageLimits, SystemFacts } from './StageContext.js';
import type { StageOutputs } from './StageOutputs.js';
import type { StageSpeech } from './Transcriptions.js';

export interface TryStageOptions {
	readonly source?: Source;
	/** The outputs of earlier stages. */
	readonly outputs?: { readonly [Name in keyof StageOutputs]?: StageOutputs[Name] };
	readonly language?: string;
	readonly reportLanguage?: string;
	/** Whether judgements may be given as a number. */
	readonly scores?: boolean;
	/** Readable unless they say otherwise. */
	readonly history?: readonly (Omit<StageHistoryEntry<unknown>, 'readable'> & { readonly readable?: boolean })[];
	/** What earlier workflows learned, whatever is asked. */
	readonly knowledge?: readonly FoundDocument[];
	/** What says something alike. Default: no embedding model is configured. */
	readonly alike?: AlikeDocuments;
	/** What there is to know about the running of things. Default: nothing has run, and all is well. */
	readonly operations?: {
		readonly stages?: readonly StageFacts[];
		readonly runs?: readonly RunFacts[];
		readonly feedback?: readonly WorkflowFeedback[];
		readonly system?: SystemFacts;
	};
	readonly watchRules?: readonly string[];
	/** As in `wf_tried`, the default: where a stage draws lots, this is its seed. */
	readonly id?: string;
	readonly limits?: Partial<StageLimits>;
	/** Default: what the PATH has. */
	readonly programs?: Partial<Programs>;
	/** Answers searches. Default: no back end is configured. */
	readonly search?: Pick<Search, 'search'>;
	/**
	 * Answers the questions to a language model: with the text of the answer, a value that is sent as JSON, or a failure. Default: there is
	 * none.
	 */
	readonly languageModel?: (question: ModelQuestion) => Json | ModelFailure | Promise<Json | ModelFailure>;
	/** Why there is no language model. Default: none is configured. */
	readonly noModel?: string;
	/** Reach servers on this machine. Default: true. */
	readonly allowPrivateAddresses?: boolean;
	readonly signal?: AbortSignal;
	/** Values of steps that were completed earlier. Filled by the run: hand the same map in again to see what a resumed stage does. */
	readonly steps?: Map<string, Json>;
	/** Files of the workflow. Hand the same store to several stages that pass files on. Default: a folder that goes after the run. */
	readonly artifacts?: ArtifactStore;
	readonly cache?: Map<string, Json>;
	/** Recognizes speech. Default: nobody does. */
	readonly speech?: StageSpeech;
	readonly glossary?: readonly string[];
	readonly stages?: readonly string[];
}

export interface TriedStage {
	readonly outcome: StageOutcome;
	readonly progress: readonly { readonly fraction: number; readonly note: string | undefined }[];
	readonly log: readonly { readonly level: string; readonly message: string }[];
}

/**
 * Runs one stage in this process, against real files and the real web door, with everything else in memory. What the stage throws is
 * thrown.
 */
export async function tryDefinition(definition: ResolvedStageDefinition, options: TryStageOptions = {}): Promise<TriedStage> {
	const folder = await mkdtemp(join(tmpdir(), 'autointel-stage-'));
	const web = new GuardedFetch({ allowPrivateAddresses: options.allowPrivateAddresses ?? true });
	const signal = options.signal ?? new AbortController().signal;
	const progress: TriedStage['progress'][number][] = [];
	const log: TriedStage['log'][number][] = [];
	const steps = options.steps ?? new Map<string, Json>();
	const cache = options.cache ?? new Map<string, Json>();
	const artifacts = options.artifacts ?? new ArtifactStore(folder);
	const resources = new ResourceBridge({ web, artifacts, speech: options.speech ?? noSpeech }, signal, () => Promise.resolve());
	const withoutModel = { ...noModel, reason: options.noModel ?? noModel.reason };
	const bridge: StageBridge = {
		fetch: (url, fetchOptions) => resources.fetch(url, fetchOptions),
		download: (url, fetchOptions) => resources.download(url, fetchOptions),
		search: async (text, searchOptions) => (await options.search?.search(text, searchOptions, signal)) ?? { hits: [], backends: [] },
		putArtifact: (bytes) => resources.putArtifact(bytes),
		putArtifactFile: (path, maxBytes) => resources.putArtifactFile(path, maxBytes),
		readArtifact: (hash) => resources.readArtifact(hash),
		artifactPath: (hash) => resources.artifactPath(hash),
		progress: (fraction, note) => void progress.push({ fraction, note }),
		log: (level, message) => void log.push({ level, message }),
		readStep: (key) => Promise.resolve(wrap(steps.get(key))),
		commitStep: async (key, value) => void steps.set(key, value),
		readCache: (key) => Promise.resolve(cache.get(key)),
		writeCache: async (key, value) => void cache.set(key, value),
		speechEngine: () => resources.speechEngine(),
		openTranscription: (recording, speechOptions) => resources.openTranscription(recording, speechOptions),
		nextSpeech: (transcription) => resources.nextSpeech(transcription),
		closeTranscription: (transcription) => resources.closeTranscription(transcription),
		modelAvailability: () =>
			Promise.resolve(
				options.languageModel === undefined ? withoutModel : { available: true as const, model: triedModel, models: [triedModel] }
			),
		askModel: async (question) => (options.languageModel === undefined ? withoutModel : replyOf(await options.languageModel(question))),
		history: () => Promise.resolve((options.history ?? []).map((entry) => ({ readable: true, ...entry }))),
		stageFacts: () => Promise.resolve(options.operations?.stages ?? []),
		runFacts: () => Promise.resolve(options.operations?.runs ?? []),
		searchKnowledge: () => Promise.resolve(options.knowledge ?? []),
		findAlike: (texts) => Promise.resolve(options.alike ?? { documents: texts.map(() => []) }),
		feedback: () => Promise.resolve(options.operations?.feedback ?? []),
		systemFacts: () => Promise.resolve(options.operations?.system ?? idleSystem)
	};
	try {
		const outcome = await executeStage(
			definition,
			{
				stage: 'tried',
				key: 'tried',
				workflow: {
					id: options.id ?? 'wf_tried',
					kind: 'tried',
					depth: 'standard',
					source: options.source ?? { type: 'file', path: '/nowhere' },
					reportLanguage: options.reportLanguage ?? 'en',
					stages: options.stages ?? [],
					...(options.language === undefined ? {} : { language: options.language }),
					...(options.glossary === undefined ? {} : { glossary: options.glossary }),
					...(options.watchRules === undefined ? {} : { watchRules: options.watchRules }),
					...(options.scores === undefined ? {} : { scores: options.scores })
				},
				outputs: JSON.parse(JSON.stringify(options.outputs ?? {})),
				limits: { maxMediaSeconds: 14_400, maxMediaBytes: 2048 * 1024 ** 2, ...options.limits },
				programs: { ffmpeg: 'ffmpeg', ytDlp: 'yt-dlp', ...options.programs }
			},
			bridge,
			signal
		);
		return { outcome, progress, log };
	} finally {
		await web.close();
		await rm(folder, { recursive: true, force: true });
	}
}

const noSpeech: StageSpeech = {
	engine: { engine: 'whisper', model: 'none', identity: 'none' },
	// biome-ignore lint/correctness/useYield: it never comes to that
	async *transcribe() {
		throw new AutointelError('no-speech-engine', 'There is nothing here that recognizes speech', { hint: 'Give tryStage one: `speech`.' });
	}
};

const idleSystem: SystemFacts = {
	workflows: { running: 1 },
	deliveries: {},
	ledger: { bytes: 1_000_000 },
	cache: { hits: 0, misses: 0 },
	files: { bytes: 0, limitBytes: 20 * 1024 ** 3 },
	disk: { freeBytes: 100 * 1024 ** 3 },
	process: { node: process.version, uptimeSeconds: 1, memoryBytes: 100 * 1024 ** 2, children: 0 }
};

/** The name of the model that a test plays. */
const triedModel = 'tried-model';

function replyOf(given: Json | ModelFailure): ModelReply {
	if (isFailure(given)) return given;
	const text = typeof given === 'string' ? given : JSON.stringify(given);
	return { answered: true, text, cutOff: false, model: triedModel, usage: { inputTokens: 0, outputTokens: 0 } };
}

function isFailure(given: Json | ModelFailure): given is ModelFailure {
	return typeof given === 'object' && given !== null && 'answered' in given && given.answered === false;
}

function wrap(value: Json | undefined): { readonly value: Json } | undefined {
	return value === undefined ? undefined : { value };
}
