import { join } from 'node:path';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { Engine } from '#lib/engine/Engine';
import type { EngineEvents } from '#lib/engine/EngineEvents';
import { defaultEngineSettings, type EngineSettings } from '#lib/engine/EngineServices';
import { Knowledge } from '#lib/knowledge/Knowledge';
import type { LanguageModel } from '#lib/language-model/LanguageModel';
import { openLanguageModel } from '#lib/language-model/openLanguageModel';
import { Ledger } from '#lib/ledger/Ledger';
import type { LedgerConnection } from '#lib/ledger/LedgerConnection';
import type { WorkflowRequest } from '#lib/ledger/operations/accept';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { InstanceLocks } from '#lib/ledger/sqlite/InstanceLocks';
import type { WriteObserver } from '#lib/ledger/writeTo';
import { Cache } from '#lib/results/Cache';
import { openKeyv } from '#lib/results/openKeyv';
import { Results } from '#lib/results/Results';
import { SqlKeyvStore } from '#lib/results/SqlKeyvStore';
import { GuardedFetch } from '#lib/sources/GuardedFetch';
import type { Registry } from '#lib/stages/Registry';
import type { StageSpeech } from '#lib/stages/Transcriptions';
import { RemoteRecognizer } from '#lib/transcription/recognition/RemoteRecognizer';
import { nominalSoundPrice } from '#lib/transcription/recognition/soundPrice';
import { Speech } from '#lib/transcription/Speech';
import type { Report, Section } from '#lib/workflow/report';
import type { WorkflowStatus } from '#lib/workflow/status';
import type { StageRecord, Workflow } from '#lib/workflow/workflow';
import { operatorsOnly } from './operatorsOnly.js';
import { settingsFor } from './settings.js';
import { silentLogger } from './silentLogger.js';
import { temporaryFolder } from './temporaryFolder.js';
import { type TestStage, testRegistry } from './testRegistry.js';

export interface TestEngineOptions {
	/** Of an engine that is to go on where another one was. */
	readonly folder?: string;
	readonly settings?: Partial<EngineSettings>;
	readonly observeWrites?: WriteObserver;
	/** Default: none is configured. */
	readonly languageModel?: LanguageModel;
	/** Default: by words alone, for operators. */
	readonly knowledge?: (ledger: Ledger) => Knowledge;
	readonly registry?: Registry;
	readonly speech?: StageSpeech;
}

export const testRequest: WorkflowRequest = {
	kind: 'test',
	depth: 'standard',
	source: { type: 'file', path: '/a/file' },
	options: { reportLanguage: 'en' }
};

/** An engine over real parts, with stages that a test writes down. Two on one folder are like two processes. */
export class TestEngine {
	public readonly events: (readonly [keyof EngineEvents, EngineEvents['stage'][0] | EngineEvents['workflow'][0]])[] = [];

	private constructor(
		public readonly folder: string,
		public readonly engine: Engine,
		public readonly ledger: Ledger,
		public readonly instances: InstanceLocks,
		public readonly artifacts: ArtifactStore,
		public readonly results: Results,
		public readonly connection: LedgerConnection,
		private readonly web: GuardedFetch
	) {
		engine.events.on('stage', (event) => this.events.push(['stage', event]));
		engine.events.on('workflow', (event) => this.events.push(['workflow', event]));
	}

	public static async open(stages: Readonly<Record<string, TestStage>>, options: TestEngineOptions = {}): Promise<TestEngine> {
		const folder = options.folder ?? temporaryFolder();
		const connection = await connectSqlite(join(folder, 'ledger.db'));
		const instances = await InstanceLocks.open(join(folder, 'instances'));
		const artifacts = new ArtifactStore(join(folder, 'artifacts'));
		const ledger = new Ledger(connection, artifacts, options.observeWrites);
		const results = new Results(openKeyv(new SqlKeyvStore(connection, 'results'), 'results', silentLogger), ledger, 60_000);
		const web = new GuardedFetch({ allowPrivateAddresses: true });
		const engine = new Engine({
			ledger,
			knowledge: options.knowledge?.(ledger) ?? new Knowledge({ ledger, audiences: operatorsOnly }),
			instances,
			registry: options.registry ?? (await testRegistry(stages)),
			artifacts,
			results,
			cache: new Cache(openKeyv(new SqlKeyvStore(connection, 'cache'), 'cache', silentLogger)),
			web,
			speech:
				options.speech ??
				new Speech(
					new RemoteRecognizer({
						baseUrl: 'http://127.0.0.1:9',
						model: 'none',
						concurrency: 1,
						price: nominalSoundPrice,
						budgets: { workflow: 0, month: 0 }
					}),
					{
						ffmpegPath: 'ffmpeg',
						logger: silentLogger
					}
				),
			search: { search: async () => ({ hits: [], backends: [] }), withhold: () => ({ hits: [], backends: [] }) },
			languageModel: options.languageModel ?? openLanguageModel(settingsFor(folder), { artifacts, logger: silentLogger }),
			logger: silentLogger,
			settings: {
				...defaultEngineSettings,
				limits: { maxMediaSeconds: 60, maxMediaBytes: 1_000_000 },
				programs: { ffmpeg: 'ffmpeg', ytDlp: 'yt-dlp' },
				disabledStages: [],
				concurrency: 2,
				lease: { leaseMs: 60_000, renewEveryMs: 20 },
				backoff: { firstMs: 1, longestMs: 4 },
				graceMs: 50,
				recoverEveryMs: 10,
				...options.settings
			}
		});
		return new TestEngine(folder, engine, ledger, instances, artifacts, results, connection, web);
	}

	/** Runs a workflow to its end. */
	public async run(request: Partial<WorkflowRequest> = {}): Promise<Ended> {
		const { workflow, ended } = await this.engine.acceptAndRun({ ...testRequest, ...request });
		return this.#ended(workflow.id, await ended);
	}

	/** Goes on with a workflow to its end. */
	public async take(id: string): Promise<Ended> {
		const taken = await this.engine.take(id);
		if (!taken) throw new Error(`${id} is not to be had`);
		return this.#ended(id, await taken.ended);
	}

	public async look(id: string): Promise<Ended> {
		const workflow = await this.ledger.find(id);
		if (!workflow) throw new Error(`${id} is unknown`);
		return this.#ended(id, workflow.status);
	}

	/** Texts of what waits in the outbox. */
	public async outbox(): Promise<readonly string[]> {
		const rows = await this.connection.reader.selectFrom('outbox').select('payloadJson').execute();
		return rows.map(({ payloadJson }) => JSON.parse(payloadJson).text);
	}

	public async close(cause: 'shutdown' | 'park' = 'shutdown'): Promise<void> {
		await this.engine.stop(cause);
		await this.web.close();
		await this.instances.close();
		await this.ledger.close();
	}

	/** Ends like a killed process does: nobody is told, nothing is given back. Its engine must not be running anything any more. */
	public async die(): Promise<void> {
		await this.instances.close();
	}

	async #ended(id: string, status: WorkflowStatus): Promise<Ended> {
		const [workflow, records, report] = await Promise.all([this.ledger.find(id), this.ledger.stages(id), this.results.get(id)]);
		if (!workflow) throw new Error(`${id} is gone`);
		return {
			id,
			status,
			workflow,
			stages: new Map(records.map((record) => [record.stage, record])),
			report,
			sections: new Map(report?.sections.map((section) => [section.stage, section]))
		};
	}
}

export interface Ended {
	readonly id: string;
	/** As the run said. */
	readonly status: WorkflowStatus;
	/** As the ledger says. */
	readonly workflow: Workflow;
	readonly stages: ReadonlyMap<string, StageRecord>;
	readonly report: Report | undefined;
	readonly sections: ReadonlyMap<string, Section>;
}
