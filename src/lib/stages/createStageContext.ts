import { createHash } from 'node:crypto';
import type { ReadPage } from '#lib/evidence/Page';
import { readPage } from '#lib/evidence/readPage';
import { completeResponse } from '#lib/sources/completeResponse';
import type { SpeechEvent } from '#lib/transcription/SpeechChunk';
import type { Json } from '#lib/workflow/json';
import type { KnowledgeDocument } from '#lib/workflow/knowledge';
import { createLanguageModel } from './createLanguageModel.js';
import type { StageBridge, StageInput } from './StageBridge.js';
import type { StageContext, StageDelivery, StageFetchOptions, StageTranscribeOptions } from './StageContext.js';
import { StageSkipped } from './StageSkipped.js';

export interface StageEffects {
	readonly deliveries: StageDelivery[];
	readonly documents: KnowledgeDocument[];
}

/** Makes what a stage sees out of the bridge to the engine. `effects` collects what becomes visible if the stage succeeds. */
export function createStageContext(
	input: StageInput,
	bridge: StageBridge,
	signal: AbortSignal,
	effects: StageEffects
): StageContext<unknown, unknown> {
	const { workflow, outputs, limits, programs, key } = input;
	const fetch = async (url: string, options: StageFetchOptions = {}) => {
		const fetched = await bridge.fetch(url, options);
		return completeResponse({ ...fetched, headers: Object.entries(fetched.headers) });
	};
	return {
		workflow,
		outputs,
		limits,
		programs,
		key,
		signal,
		logger: {
			debug: (message, fields = {}) => bridge.log('debug', message, fields),
			info: (message, fields = {}) => bridge.log('info', message, fields),
			warn: (message, fields = {}) => bridge.log('warn', message, fields),
			error: (message, fields = {}) => bridge.log('error', message, fields)
		},
		cache: {
			get: (name) => bridge.readCache(name),
			set: (name, value, ttlMs) => bridge.writeCache(name, value, ttlMs)
		},
		artifacts: {
			put: (bytes) => bridge.putArtifact(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes),
			putFile: (path, options = {}) => bridge.putArtifactFile(path, options.maxBytes),
			download: (url, options = {}) => bridge.download(url, options),
			read: (hash) => bridge.readArtifact(hash),
			path: (hash) => bridge.artifactPath(hash)
		},
		languageModel: createLanguageModel(bridge, workflow.reportLanguage, signal),
		progress: (fraction, note) => bridge.progress(Math.min(1, Math.max(0, fraction)), note),
		skip(reason): never {
			throw new StageSkipped(reason);
		},
		async step<Value extends Json>(name: string, stepInput: Json, run: StageStepFunction<Value>): Promise<Value> {
			signal.throwIfAborted();
			const stepKey = `${name}:${hash(JSON.stringify(stepInput))}`;
			const stored = await bridge.readStep(stepKey);
			// The ledger gives back what this very step put there.
			if (stored) return stored.value as Value;
			const value = await run({ key: hash(`${key}/${stepKey}`), signal });
			signal.throwIfAborted();
			await bridge.commitStep(stepKey, value);
			return value;
		},
		fetch,
		transcribe: (recording, options = {}) => transcribe(bridge, recording, options, limits.maxMediaSeconds),
		speechEngine: () => bridge.speechEngine(),
		search: (text, options = {}) => bridge.search(text, options),
		readPage: (url) => keptPage(url, bridge, () => readPage(url, { fetch })),
		emit: (delivery) => void effects.deliveries.push(delivery),
		index: (document) => void effects.documents.push(document),
		knowledge: {
			search: (text, limit) => bridge.searchKnowledge(text, limit),
			alike: (texts, limit) => bridge.findAlike(texts, limit)
		},
		history: () => bridge.history(),
		operations: {
			stages: () => bridge.stageFacts(),
			runs: (limit) => bridge.runFacts(limit),
			feedback: ({ sameServer = false } = {}) => bridge.feedback(sameServer),
			system: () => bridge.systemFacts()
		}
	};
}

async function* transcribe(
	bridge: StageBridge,
	recording: string,
	{ name = 'the recording', language, task = 'transcribe', glossary = [], from = 0 }: StageTranscribeOptions,
	maxSeconds: number
): AsyncGenerator<SpeechEvent, void, undefined> {
	const transcription = await bridge.openTranscription(recording, { name, language, task, glossary, from, maxSeconds });
	try {
		for (;;) {
			const event = await bridge.nextSpeech(transcription);
			if (event === undefined) return;
			yield event;
		}
	} finally {
		await bridge.closeTranscription(transcription);
	}
}

/** Milliseconds: a day. */
const pagesFreshMs = 86_400_000;

/** A page as it was read, from the cache of the stage where it is there. */
async function keptPage(url: string, bridge: StageBridge, read: () => Promise<ReadPage>): Promise<ReadPage> {
	const key = `page:${hash(url)}`;
	// The cache gives back what was put there below.
	const kept = (await bridge.readCache(key)) as ReadPage | undefined;
	if (kept !== undefined) return kept;
	const found = await read();
	if ('page' in found) await bridge.writeCache(key, found, pagesFreshMs);
	return found;
}

type StageStepFunction<Value> = (step: { readonly key: string; readonly signal: AbortSignal }) => Promise<Value> | Value;

function hash(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
