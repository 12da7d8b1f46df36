import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { prepareFolder } from '#lib/config/prepareFolder';
import type { Settings } from '#lib/config/settingsSchema';
import { Engine } from '#lib/engine/Engine';
import { defaultEngineSettings, type EngineSettings } from '#lib/engine/EngineServices';
import type { Instances } from '#lib/ledger/Instances';
import { Ledger, type WriteObserver } from '#lib/ledger/Ledger';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { InstanceLocks } from '#lib/ledger/sqlite/InstanceLocks';
import { createLogger } from '#lib/logging/createLogger';
import { Cache } from '#lib/results/Cache';
import { openKeyv } from '#lib/results/openKeyv';
import { Results } from '#lib/results/Results';
import { SqlKeyvStore, sweepKeyv } from '#lib/results/SqlKeyvStore';
import { GuardedFetch } from '#lib/sources/GuardedFetch';
import { findBuiltinPlugins, findPlugins } from '#lib/stages/findPlugins';
import { Registry } from '#lib/stages/Registry';
import { createSpeech } from '#lib/transcription/createSpeech';
import type { Speech } from '#lib/transcription/Speech';
import { version } from '#root/version';

/** Everything of ours that runs, wired together: the same for bot, worker, command line and tests. */
export interface App {
	readonly settings: Settings;
	readonly logger: Logger;
	readonly registry: Registry;
	readonly instances: Instances;
	readonly ledger: Ledger;
	readonly artifacts: ArtifactStore;
	readonly results: Results;
	readonly engine: Engine;
	/** Deletes what is kept no longer. */
	sweep(): Promise<void>;
	/** Lets go of running workflows (`shutdown`: back to the queue, `park`: until `resume`), then closes everything. */
	close(cause?: 'shutdown' | 'park'): Promise<void>;
}

export interface AppOptions {
	/** Relative plugin folders are relative to it. Default: the working directory. */
	readonly folder?: string;
	/** Plugins besides those that come with autointel and those of AUTOINTEL_PLUGINS, as in AUTOINTEL_PLUGINS. */
	readonly plugins?: readonly string[];
	/** Default: true. */
	readonly builtinPlugins?: boolean;
	readonly logger?: Logger;
	readonly engine?: Partial<EngineSettings>;
	readonly observeWrites?: WriteObserver;
	/** Default: as the settings have it. */
	readonly speech?: Pick<Speech, 'engine' | 'transcribe' | 'close'>;
}

/** @throws {ConfigurationError} whatever keeps autointel from starting, in one line. */
export async function createApp(settings: Settings, options: AppOptions = {}): Promise<App> {
	const logger = options.logger ?? createLogger({ level: settings.LOG_LEVEL });
	const registry = await loadRegistry(settings, options);
	await prepareFolder(settings.DATA_DIR);
	const connection = await connectSqlite(ledgerFile(settings));
	const instances = await InstanceLocks.open(join(settings.DATA_DIR, 'instances'));
	const artifacts = new ArtifactStore(join(settings.DATA_DIR, 'artifacts'), settings.DATA_DIR_MAX_GB * 1024 ** 3);
	const ledger = new Ledger(connection, artifacts, options.observeWrites);
	const ttlMs = settings.RESULT_TTL_DAYS * 86_400_000;
	const results = new Results(openKeyv(new SqlKeyvStore(connection, 'results'), 'results', logger), ledger, ttlMs);
	const cache = new Cache(openKeyv(new SqlKeyvStore(connection, 'cache'), 'cache', logger));
	const web = new GuardedFetch({ allowPrivateAddresses: settings.ALLOW_PRIVATE_ADDRESSES });
	const speech = options.speech ?? createSpeech(settings, logger);
	const engine = new Engine({
		ledger,
		instances,
		registry,
		artifacts,
		results,
		cache,
		web,
		speech,
		logger,
		settings: { ...defaultEngineSettings, ...engineSettings(settings), ...options.engine }
	});
	return {
		settings,
		logger,
		registry,
		instances,
		ledger,
		artifacts,
		results,
		engine,
		async sweep() {
			await sweepKeyv(connection);
		},
		async close(cause = 'shutdown') {
			await engine.stop(cause);
			await speech.close();
			await web.close();
			await instances.close();
			await ledger.close();
		}
	};
}

/** The stages and kinds of all plugins, without a ledger: enough to plan. */
export function loadRegistry(
	settings: Settings,
	{ folder = process.cwd(), plugins = [], builtinPlugins = true }: AppOptions = {}
): Promise<Registry> {
	const builtin = builtinPlugins ? findBuiltinPlugins(builtinFolder, version) : [];
	return Registry.load([...builtin, ...findPlugins([...settings.AUTOINTEL_PLUGINS, ...plugins], folder)]);
}

/** The file of the ledger. */
export function ledgerFile({ DATABASE_URL, DATA_DIR }: Settings): string {
	return DATABASE_URL === undefined ? join(DATA_DIR, 'autointel.db') : DATABASE_URL.slice('file:'.length).replace(/^\/\//, '');
}

/** `plugins` lies beside `src`, in the repository and in `dist`. */
const builtinFolder = fileURLToPath(new URL('../plugins', import.meta.url));

function engineSettings(settings: Settings): Pick<EngineSettings, 'limits' | 'disabledStages' | 'concurrency'> {
	return {
		limits: { maxMediaSeconds: settings.MAX_MEDIA_MINUTES * 60, maxMediaBytes: settings.MAX_MEDIA_MB * 1024 ** 2 },
		disabledStages: settings.DISABLED_STAGES,
		concurrency: settings.WORKFLOW_CONCURRENCY
	};
}
