import { createHash } from 'node:crypto';
import { completeResponse } from '#lib/sources/completeResponse';
import type { Json } from '#lib/workflow/json';
import type { StageBridge, StageInput } from './StageBridge.js';
import type { StageContext, StageDelivery } from './StageContext.js';
import { StageSkipped } from './StageSkipped.js';

/** Makes what a stage sees out of the bridge to the engine. `deliveries` collects what the stage emits. */
export function createStageContext(
	input: StageInput,
	bridge: StageBridge,
	signal: AbortSignal,
	deliveries: StageDelivery[]
): StageContext<unknown, unknown> {
	const { workflow, outputs, limits, key } = input;
	return {
		workflow,
		outputs,
		limits,
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
		fetch: async (url, options = {}) => {
			const fetched = await bridge.fetch(url, options);
			return completeResponse({ ...fetched, headers: Object.entries(fetched.headers) });
		},
		emit: (delivery) => void deliveries.push(delivery),
		history: () => bridge.history(),
		operations: {
			stages: () => bridge.stageFacts(),
			runs: (limit) => bridge.runFacts(limit),
			system: () => bridge.systemFacts()
		}
	};
}

type StageStepFunction<Value> = (step: { readonly key: string; readonly signal: AbortSignal }) => Promise<Value> | Value;

function hash(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
