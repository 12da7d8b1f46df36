import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { prepareFolder } from '#lib/config/prepareFolder';
import { programsOf } from '#lib/config/programs';
import { secretsOf } from '#lib/config/secretsOf';
import type { Settings } from '#lib/config/settingsSchema';
import { userAgentOf } from '#lib/config/userAgentOf';
import { createDelivery } from '#lib/delivery/createDelivery';
import type { Delivery } from '#lib/delivery/Delivery';
import type { DeliverySettings } from '#lib/delivery/DeliverySettings';
import { DiscordRest, type DiscordRestOptions } from '#lib/delivery/DiscordRest';
import type { OperatorNotices } from '#lib/delivery/OperatorNotices';
import { parseWebhook } from '#lib/delivery/WebhookAddress';
import { Engine } from '#lib/engine/Engine';
import { defaultEngineSettings, type EngineSettings } from '#lib/engine/EngineServices';
import { Search } from '#lib/evidence/Search';
import { Knowledge } from '#lib/knowledge/Knowledge';
import { Meaning } from '#lib/knowledge/Meaning';
import { Vectors } from '#lib/knowledge/Vectors';
import { budgetsOf } from '#lib/language-model/budgetsOf';
import { openEmbeddings } from '#lib/language-model/openEmbeddings';
import { openLanguageModel } from '#lib/language-model/openLanguageModel';
import { DeliveryLedger } from '#lib/ledger/DeliveryLedger';
import type { Instances } from '#lib/ledger/Instances';
import { Ledger } from '#lib/ledger/Ledger';
import { PrivacyLedger } from '#lib/ledger/PrivacyLedger';
import { RequestLedger } from '#lib/ledger/RequestLedger';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import { InstanceLocks } from '#lib/ledger/sqlite/InstanceLocks';
import { VectorLedger } from '#lib/ledger/VectorLedger';
import type { WriteObserver } from '#lib/ledger/writeTo';
import { createLogger } from '#lib/logging/createLogger';
import { DiscordMessages } from '#lib/privacy/DiscordMessages';
import { outsideServices } from '#lib/privacy/outsideServices';
import { Privacy } from '#lib/privacy/Privacy';
import { defaultPrivacySettings, type PrivacySettings } from '#lib/privacy/PrivacyServices';
import { whereTextGoes } from '#lib/privacy/whereTextGoes';
import { Answers } from '#lib/requests/Answers';
import { createRequests, type RequestRooms } from '#lib/requests/createRequests';
import { DiscordAudiences } from '#lib/requests/DiscordAudiences';
import { DiscordPermissions } from '#lib/requests/DiscordPermissions';
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
export interface App extends RequestRooms {
	readonly settings: Settings;
	readonly logger: Logger;
	readonly registry: Registry;
	readonly instances: Instances;
	readonly ledger: Ledger;
	readonly artifacts: ArtifactStore;
	readonly results: Results;
	readonly answers: Answers;
	/** Has vectors made for what was learned. */
	readonly vectors: Vectors;
	readonly engine: Engine;
	/** Discord's REST API: with the bot token where there is one, and without. */
	readonly discord: DiscordRest;
	/** The outbox, and the messages that are kept up to date. */
	readonly deliveries: DeliveryLedger;
	readonly delivery: Delivery;
	readonly notices: OperatorNotices;
	readonly privacy: Privacy;
	/** What members asked for, and what servers have set. */
	readonly requestLedger: RequestLedger;
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
	readonly delivery?: Partial<DeliverySettings>;
	readonly discord?: Pick<DiscordRestOptions, 'requestsPerSecond'>;
	readonly privacy?: Partial<PrivacySettings>;
	readonly observeWrites?: WriteObserver;
	/** Default: as the settings have it. */
	readonly speech?: Pick<Speech, 'engine' | 'transcribe' | 'close'>;
}

/** @throws {ConfigurationError} whatever keeps autointel from starting, in one line. */
export async function createApp(settings: Settings, options: AppOptions = {}): Promise<App> {
	const logger = options.logger ?? createLogger({ level: settings.LOG_LEVEL, secrets: secretsOf(settings) });
	const registry = await loadRegistry(settings, options);
	await prepareFolder(settings.DATA_DIR);
	const connection = await connectSqlite(ledgerFile(settings));
	const instances = await InstanceLocks.open(join(settings.DATA_DIR, 'instances'));
	const artifacts = new ArtifactStore(join(settings.DATA_DIR, 'artifacts'), settings.DATA_DIR_MAX_GB * 1024 ** 3);
	const ledger = new Ledger(connection, artifacts, options.observeWrites);
	const ttlMs = settings.RESULT_TTL_DAYS * 86_400_000;
	const results = new Results(openKeyv(new SqlKeyvStore(connection, 'results'), 'results', logger), ledger, ttlMs);
	const cache = new Cache(openKeyv(new SqlKeyvStore(connection, 'cache'), 'cache', logger));
	const web = new GuardedFetch({ allowPrivateAddresses: settings.ALLOW_PRIVATE_ADDRESSES, userAgent: userAgentOf(settings, version) });
	const speech = options.speech ?? createSpeech(settings, logger);
	const search = new Search({ backends: [...registry.searchBackends.values()], addresses: settings, web, cache, logger });
	const { DISCORD_API_URL: apiUrl, DISCORD_TOKEN: token, RESULT_WEBHOOK_URL: webhook } = settings;
	const discord = new DiscordRest({ apiUrl, ...(token === undefined ? {} : { token }), ...options.discord });
	const permissions = new DiscordPermissions(discord);
	const embedder = openEmbeddings(settings, logger);
	const knowledge = new Knowledge({
		ledger,
		audiences: new DiscordAudiences(ledger, permissions, logger),
		meaning: embedder && new Meaning(ledger, embedder)
	});
	const vectorLedger = new VectorLedger(connection, instances, options.observeWrites);
	const vectors = new Vectors({ ledger: vectorLedger, embedder, budgets: budgetsOf(settings), logger });
	const languageModel = openLanguageModel(settings, {
		artifacts,
		logger,
		serverOf: async (workflowId) => (await ledger.request(workflowId))?.serverId
	});
	const answers = new Answers({ knowledge, languageModel, ledger });
	const engine = new Engine({
		ledger,
		knowledge,
		instances,
		registry,
		artifacts,
		results,
		cache,
		web,
		speech,
		languageModel,
		search,
		logger,
		settings: { ...defaultEngineSettings, ...engineSettings(settings), ...options.engine }
	});
	const deliveries = new DeliveryLedger(connection, options.observeWrites);
	const { delivery, notices } = await createDelivery(settings, {
		discord,
		ledger,
		outbox: deliveries,
		instances,
		artifacts,
		registry,
		logger,
		pieces: ownFolder,
		...(options.delivery === undefined ? {} : { overrides: options.delivery })
	});
	const privacy = new Privacy(
		{
			ledger,
			privacyLedger: new PrivacyLedger(connection, options.observeWrites),
			instances,
			registry,
			artifacts,
			results,
			reportsFolder: join(settings.DATA_DIR, 'reports'),
			sweep: () => sweepKeyv(connection),
			sentMessages: new DiscordMessages(discord, webhook === undefined ? undefined : parseWebhook(webhook)),
			logger,
			settings: { ...defaultPrivacySettings, resultTtlMs: ttlMs, keepMedia: settings.KEEP_MEDIA, ...options.privacy }
		},
		whereTextGoes({
			...outsideServices(settings),
			resultWebhook: webhook !== undefined,
			resultTtlDays: settings.RESULT_TTL_DAYS,
			keepMedia: settings.KEEP_MEDIA
		})
	);
	const requestLedger = new RequestLedger(connection, options.observeWrites);
	const { rooms, close: closeRooms } = createRequests(settings, {
		...{ ledger, requestLedger, deliveries, instances, registry, artifacts, results },
		...{ wake: () => engine.wake(), web, permissions, answers, privacy, logger }
	});
	return {
		settings,
		logger,
		registry,
		instances,
		ledger,
		artifacts,
		results,
		answers,
		vectors,
		engine,
		discord,
		deliveries,
		delivery,
		notices,
		privacy,
		requestLedger,
		...rooms,
		async close(cause = 'shutdown') {
			await engine.stop(cause);
			await vectors.stop();
			await speech.close();
			await delivery.stop();
			await web.close();
			discord.close();
			closeRooms();
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

/** Where the delivery routes and preconditions of autointel itself are. */
const ownFolder = fileURLToPath(new URL('.', import.meta.url));

/** `plugins` lies beside `src`, in the repository and in `dist`. */
const builtinFolder = fileURLToPath(new URL('../plugins', import.meta.url));

function engineSettings(settings: Settings): Pick<EngineSettings, 'limits' | 'programs' | 'disabledStages' | 'concurrency'> {
	return {
		limits: { maxMediaSeconds: settings.MAX_MEDIA_MINUTES * 60, maxMediaBytes: settings.MAX_MEDIA_MB * 1024 ** 2 },
		programs: programsOf(settings),
		disabledStages: settings.DISABLED_STAGES,
		concurrency: settings.WORKFLOW_CONCURRENCY
	};
}
