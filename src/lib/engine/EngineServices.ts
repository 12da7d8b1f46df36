import type { Logger } from 'pino';
import type { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import type { Programs } from '#lib/config/programs';
import type { Search } from '#lib/evidence/Search';
import type { Knowledge } from '#lib/knowledge/Knowledge';
import type { LanguageModel } from '#lib/language-model/LanguageModel';
import type { Instances } from '#lib/ledger/Instances';
import type { Ledger } from '#lib/ledger/Ledger';
import type { Cache } from '#lib/results/Cache';
import type { Results } from '#lib/results/Results';
import type { GuardedFetch } from '#lib/sources/GuardedFetch';
import type { Registry } from '#lib/stages/Registry';
import type { StageLimits } from '#lib/stages/StageContext';
import type { StageSpeech } from '#lib/stages/Transcriptions';
import type { Backoff } from '#lib/workflow/backoff';
import type { LeaseTimes } from './Lease.js';

export type EngineLogger = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

/** What an engine works with. Given by constructor; it knows no global. */
export interface EngineServices {
	readonly ledger: Ledger;
	readonly instances: Instances;
	readonly registry: Registry;
	readonly artifacts: ArtifactStore;
	readonly results: Results;
	readonly cache: Cache;
	readonly knowledge: Knowledge;
	readonly web: GuardedFetch;
	readonly speech: StageSpeech;
	readonly search: Pick<Search, 'search' | 'withhold'>;
	readonly languageModel: LanguageModel;
	readonly logger: EngineLogger;
	readonly settings: EngineSettings;
}

export interface EngineSettings {
	readonly limits: StageLimits;
	readonly programs: Programs;
	/** Stages that the operator switched off: planned, and skipped. */
	readonly disabledStages: readonly string[];
	/** Workflows that run at the same time. */
	readonly concurrency: number;
	/** Stages of one workflow that run at the same time. */
	readonly stageConcurrency: number;
	readonly lease: LeaseTimes;
	readonly backoff: Backoff;
	/** Claims in a row without progress, each after an owner that died, before a workflow is given up. */
	readonly crashBudget: number;
	/** How long a stage may take to obey its signal before it is left behind or, in a child, killed. Milliseconds. */
	readonly graceMs: number;
	/** How often workflows without a living owner are looked for. Milliseconds. */
	readonly recoverEveryMs: number;
}

export const defaultEngineSettings: Omit<EngineSettings, 'limits' | 'programs' | 'disabledStages' | 'concurrency'> = {
	stageConcurrency: 4,
	lease: { leaseMs: 30_000, renewEveryMs: 1000 },
	backoff: { firstMs: 1000, longestMs: 60_000 },
	crashBudget: 3,
	graceMs: 2000,
	recoverEveryMs: 2000
};
