import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { programsOf } from '#lib/config/programs';
import type { Settings } from '#lib/config/settingsSchema';
import { userAgentOf } from '#lib/config/userAgentOf';
import { describeError } from '#lib/errors/describeError';
import { Search } from '#lib/evidence/Search';
import { createLogger } from '#lib/logging/createLogger';
import { GuardedFetch } from '#lib/sources/GuardedFetch';
import type { Registry } from '#lib/stages/Registry';
import { type TryStageOptions, tryDefinition } from '#lib/stages/tryDefinition';
import { createSpeech } from '#lib/transcription/createSpeech';
import type { Json } from '#lib/workflow/json';
import type { SectionContent } from '#lib/workflow/report';
import type { Reason } from '#lib/workflow/workflow';
import { version } from '#root/version';
import type { TrialInput } from './readStageInput.js';

/** What a trial came to: of the stage itself, or of the first one it needs that did not succeed. */
export type TriedChain =
	| {
			readonly stage: string;
			readonly status: 'succeeded';
			readonly durationMs: number;
			readonly section: SectionContent;
			readonly output: Json;
	  }
	| { readonly stage: string; readonly status: 'skipped' | 'failed'; readonly durationMs: number; readonly reason: Reason };

/** Runs a stage in this process, after the stages it needs and whose outputs are not given. */
export async function tryChain(registry: Registry, settings: Settings, name: string, input: TrialInput): Promise<TriedChain> {
	const folder = await mkdtemp(join(tmpdir(), 'autointel-trial-'));
	const artifacts = new ArtifactStore(folder);
	const logger = createLogger({ level: 'error' });
	const speech = createSpeech(settings, logger);
	const web = new GuardedFetch({ allowPrivateAddresses: settings.ALLOW_PRIVATE_ADDRESSES, userAgent: userAgentOf(settings, version) });
	const search = new Search({ backends: [...registry.searchBackends.values()], addresses: settings, web, cache: keepNothing, logger });
	const outputs = new Map(Object.entries(input.outputs));
	const chain = chainOf(registry, name, new Set(outputs.keys()));
	const tryOne = (stage: string) =>
		tryStage(registry, stage, {
			artifacts,
			speech,
			search,
			stages: chain,
			outputs: Object.fromEntries(outputs),
			allowPrivateAddresses: settings.ALLOW_PRIVATE_ADDRESSES,
			limits: { maxMediaSeconds: settings.MAX_MEDIA_MINUTES * 60, maxMediaBytes: settings.MAX_MEDIA_MB * 1024 ** 2 },
			programs: programsOf(settings),
			// What is spent is counted in the ledger, and a trial has none.
			noModel: 'a stage that is tried alone asks no language model',
			...(input.source === undefined ? {} : { source: input.source }),
			...(input.language === undefined ? {} : { language: input.language })
		});
	try {
		for (const needed of chain.slice(0, -1)) {
			const tried = await tryOne(needed);
			if (tried.status !== 'succeeded') return tried;
			outputs.set(needed, tried.output);
		}
		return await tryOne(name);
	} finally {
		await speech.close();
		await web.close();
		await rm(folder, { recursive: true, force: true });
	}
}

const keepNothing = { get: () => Promise.resolve(undefined), set: () => Promise.resolve() };

/** The stage, after all it needs (directly or not) that is not there yet. */
function chainOf(registry: Registry, name: string, there: ReadonlySet<string>): readonly string[] {
	const before = (registry.stages.get(name)?.definition.needs ?? []).filter((need) => !there.has(need));
	return [...new Set([...before.flatMap((need) => chainOf(registry, need, there)), name])];
}

async function tryStage(registry: Registry, stage: string, options: TryStageOptions): Promise<TriedChain> {
	const piece = registry.stages.get(stage);
	if (!piece) throw new Error(`there is no stage ${stage}`);
	const begun = performance.now();
	const took = () => Math.round(performance.now() - begun);
	try {
		const { outcome } = await tryDefinition(piece.definition, options);
		if (outcome.status === 'succeeded') {
			const { section, output } = outcome;
			return { stage, status: 'succeeded', durationMs: took(), section, output };
		}
		return { stage, status: 'skipped', durationMs: took(), reason: { code: 'skipped', message: outcome.reason } };
	} catch (error) {
		return { stage, status: 'failed', durationMs: took(), reason: describeError(error) };
	}
}
