import type { StoredFile } from '#lib/artifacts/ArtifactStore';
import type { SearchAnswer, SearchOptions } from '#lib/evidence/SearchAnswer';
import type { ReportReaders } from '#lib/knowledge/Knowledge';
import type { LedgerAccount } from '#lib/language-model/LedgerAccount';
import type { ModelQuestion } from '#lib/language-model/ModelQuestion';
import type { ModelAvailability, ModelReply } from '#lib/language-model/ModelReply';
import type { Claim } from '#lib/ledger/operations/claim';
import { cacheKey } from '#lib/results/Cache';
import { ResourceBridge } from '#lib/stages/ResourceBridge';
import type { StageBridge, StageLogLevel } from '#lib/stages/StageBridge';
import type { RunFacts, StageFacts, StageHistoryEntry, SystemFacts } from '#lib/stages/StageContext';
import type { WorkflowFeedback } from '#lib/workflow/feedback';
import type { Json } from '#lib/workflow/json';
import type { AlikeDocuments, FoundDocument } from '#lib/workflow/knowledge';
import { mayBeLookedUp } from '#lib/workflow/mayBeLookedUp';
import type { PlannedStage } from '#lib/workflow/plan';
import type { EngineLogger, EngineServices } from './EngineServices.js';

/** How many earlier workflows a stage is shown. */
const historyLength = 50;

/** A stage's bridge to the ledger and the services, for one attempt: once its signal has aborted, nothing gets through any more. */
export class LedgerBridge extends ResourceBridge implements StageBridge {
	readonly #services: EngineServices;
	readonly #claim: Claim;
	readonly #stage: PlannedStage;
	readonly #logger: EngineLogger;
	readonly #signal: AbortSignal;
	readonly #account: LedgerAccount;
	readonly #onProgress: (fraction: number, note: string | undefined) => void;
	#readers: Promise<ReportReaders> | undefined;

	public constructor(
		services: EngineServices,
		claim: Claim,
		stage: PlannedStage,
		signal: AbortSignal,
		onProgress: (fraction: number, note: string | undefined) => void
	) {
		const record = (file: StoredFile) => {
			signal.throwIfAborted();
			return services.ledger.recordArtifact(claim, file);
		};
		super(services, signal, record, services.languageModel.accountOf(services.ledger, claim, stage));
		this.#services = services;
		this.#claim = claim;
		this.#stage = stage;
		this.#signal = signal;
		this.#logger = services.logger.child({ workflowId: claim.workflow.id, stage: stage.name });
		this.#account = services.languageModel.accountOf(services.ledger, claim, stage);
		this.#onProgress = onProgress;
	}

	public progress(fraction: number, note: string | undefined): void {
		if (!this.#signal.aborted) this.#onProgress(fraction, note);
	}

	public log(level: StageLogLevel, message: string, fields: Readonly<Record<string, Json>>): void {
		this.#logger[level](fields, message);
	}

	public readStep(step: string): Promise<{ readonly value: Json } | undefined> {
		return this.#services.ledger.step(this.#claim.workflow.id, { stage: this.#stage.name, version: this.#stage.version, step });
	}

	public commitStep(step: string, value: Json): Promise<void> {
		this.#signal.throwIfAborted();
		return this.#services.ledger.commitStep(this.#claim, { stage: this.#stage.name, version: this.#stage.version, step }, value);
	}

	public async search(text: string, options: SearchOptions): Promise<SearchAnswer> {
		const { ledger, search } = this.#services;
		const { id, source } = this.#claim.workflow;
		// A query carries words of the source to whoever runs the search: nobody was to see those.
		if (!mayBeLookedUp(await ledger.request(id), source))
			return search.withhold(options, 'cannot be asked: what is private is not looked up elsewhere');
		return search.search(text, options, this.#signal);
	}

	public async readCache(key: string): Promise<Json | undefined> {
		const value = await this.#services.cache.get(this.#stage.name, key);
		if (value !== undefined) await this.#noteCacheUse(key);
		return value;
	}

	/** Noted first: a value that nobody has would outlive whom it is about. */
	public async writeCache(key: string, value: Json, ttlMs: number): Promise<void> {
		await this.#noteCacheUse(key);
		await this.#services.cache.set(this.#stage.name, key, value, ttlMs);
	}

	#noteCacheUse(key: string): Promise<void> {
		return this.#services.ledger.noteCacheUse(this.#claim, cacheKey(this.#stage.name, key));
	}

	public modelAvailability(): Promise<ModelAvailability> {
		return this.#services.languageModel.availability(this.#account);
	}

	public askModel(question: ModelQuestion): Promise<ModelReply> {
		this.#signal.throwIfAborted();
		return this.#services.languageModel.ask(question, this.#account, this.#signal);
	}

	public async history(): Promise<readonly StageHistoryEntry<unknown>[]> {
		const { kind, depth } = this.#claim.workflow;
		const { name: stage, version } = this.#stage;
		const runs = await this.#services.ledger.history({ kind, depth, stage, version, limit: historyLength });
		if (runs.length === 0) return [];
		const readable = await this.#services.knowledge.readable(await this.#readersOf(), new Set(runs.map(({ workflowId }) => workflowId)));
		return runs.map(({ workflowId, output, stages, durationMs, costNanoUsd }) => ({
			output,
			stages,
			durationMs,
			...(costNanoUsd === undefined ? {} : { costNanoUsd }),
			readable: readable.has(workflowId)
		}));
	}

	public async stageFacts(): Promise<readonly StageFacts[]> {
		const { ledger } = this.#services;
		const { id } = this.#claim.workflow;
		const [plan, records, checkpoints, spends] = await Promise.all([
			ledger.plan(id),
			ledger.stages(id),
			ledger.checkpoints(id),
			ledger.spend(id)
		]);
		return (plan ?? []).map(({ name, phase, audience }) => {
			const record = records.find(({ stage }) => stage === name);
			const spend = spends.filter(({ stage }) => stage === name);
			const section = checkpoints.get(name)?.section;
			return {
				stage: name,
				phase,
				audience,
				status: record?.status ?? 'pending',
				attempts: record?.attempts ?? 0,
				durationMs: record?.durationMs ?? 0,
				...(record?.reason === undefined ? {} : { reason: record.reason.message }),
				...(spend.length === 0 ? {} : { spend }),
				...(section === undefined ? {} : { section })
			};
		});
	}

	public runFacts(limit = 200): Promise<readonly RunFacts[]> {
		return this.#services.ledger.endedRuns(this.#claim.workflow.kind, limit);
	}

	public async feedback(sameServer: boolean): Promise<readonly WorkflowFeedback[]> {
		const { ledger } = this.#services;
		const { id, kind } = this.#claim.workflow;
		const serverId = sameServer ? ((await ledger.request(id))?.serverId ?? null) : undefined;
		return ledger.feedback({ kind, limit: 500, serverId });
	}

	public async systemFacts(): Promise<SystemFacts> {
		const { ledger, artifacts, cache } = this.#services;
		const [workflows, deliveries, ledgerBytes, { bytes, limitBytes, freeBytes }] = await Promise.all([
			ledger.count(),
			ledger.countDeliveries(),
			ledger.size(),
			artifacts.room()
		]);
		return {
			workflows,
			deliveries,
			ledger: { bytes: ledgerBytes },
			cache: cache.use,
			files: { bytes, limitBytes },
			disk: { freeBytes },
			process: {
				node: process.version,
				uptimeSeconds: Math.round(process.uptime()),
				memoryBytes: process.memoryUsage.rss(),
				children: process.getActiveResourcesInfo().filter((resource) => resource === 'ProcessWrap').length
			}
		};
	}

	public async searchKnowledge(text: string, limit?: number): Promise<readonly FoundDocument[]> {
		const { options } = this.#claim.workflow;
		return this.#services.knowledge.related(await this.#readersOf(), text, { language: options.language ?? options.reportLanguage, limit });
	}

	public async findAlike(texts: readonly string[], limit?: number): Promise<AlikeDocuments> {
		this.#signal.throwIfAborted();
		if (texts.length === 0) return { documents: [] };
		const options = { account: this.#account, signal: this.#signal, limit };
		return this.#services.knowledge.alike(await this.#readersOf(), texts, options);
	}

	/** Asked once for each attempt: a stage may search for many things. */
	#readersOf(): Promise<ReportReaders> {
		this.#readers ??= this.#services.knowledge.readersOf(this.#claim.workflow.id);
		return this.#readers;
	}
}
