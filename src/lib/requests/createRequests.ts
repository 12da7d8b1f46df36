import type { Logger } from 'pino';
import type { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import type { Settings } from '#lib/config/settingsSchema';
import { DiscordRest } from '#lib/delivery/DiscordRest';
import type { DeliveryLedger } from '#lib/ledger/DeliveryLedger';
import type { Instances } from '#lib/ledger/Instances';
import type { Ledger } from '#lib/ledger/Ledger';
import type { RequestLedger } from '#lib/ledger/RequestLedger';
import type { Privacy } from '#lib/privacy/Privacy';
import type { Results } from '#lib/results/Results';
import type { GuardedFetch } from '#lib/sources/GuardedFetch';
import type { Registry } from '#lib/stages/Registry';
import type { Answers } from './Answers.js';
import { Attachments } from './Attachments.js';
import { Completion } from './Completion.js';
import { Desk } from './Desk.js';
import { FirstAnswers } from './FirstAnswers.js';
import { FirstUse } from './FirstUse.js';
import { KnowledgeDesk } from './KnowledgeDesk.js';
import { Lookup } from './Lookup.js';
import type { Permissions } from './Permissions.js';
import { Places } from './Places.js';
import { PrivacyDesk } from './PrivacyDesk.js';
import { ReportFiles } from './ReportFiles.js';
import { Requests } from './Requests.js';
import { Servers } from './Servers.js';
import { Statuses } from './Statuses.js';

export interface CreateRequestsOptions {
	readonly ledger: Ledger;
	readonly requestLedger: RequestLedger;
	readonly deliveries: DeliveryLedger;
	readonly instances: Instances;
	readonly registry: Registry;
	readonly artifacts: ArtifactStore;
	readonly results: Results;
	/** A workflow can begin. */
	readonly wake: () => void;
	readonly web: GuardedFetch;
	readonly privacy: Privacy;
	readonly permissions: Permissions;
	readonly answers: Answers;
	readonly logger: Logger;
}

/** Everything that members ask for, for the pieces of the bot. */
export interface RequestRooms {
	readonly requests: Requests;
	readonly firstAnswers: FirstAnswers;
	readonly firstUse: FirstUse;
	readonly desk: Desk;
	readonly privacyDesk: PrivacyDesk;
	readonly servers: Servers;
	readonly completion: Completion;
	readonly places: Places;
}

/** An interaction waits for three seconds: what hangs for longer is asked for anew. */
const answerTimeoutMs = 4_000;
/** As many files as a message takes, over a slow line. */
const filesTimeoutMs = 60_000;

export function createRequests(settings: Settings, options: CreateRequestsOptions): { readonly rooms: RequestRooms; close(): void } {
	const { ledger, requestLedger, deliveries, instances, registry, artifacts, results, wake, web, privacy, permissions, logger } = options;
	const impatient = new DiscordRest({ apiUrl: settings.DISCORD_API_URL, timeoutMs: answerTimeoutMs });
	const patient = new DiscordRest({ apiUrl: settings.DISCORD_API_URL, timeoutMs: filesTimeoutMs });
	const firstAnswers = new FirstAnswers(impatient, patient);
	const firstUse = new FirstUse(privacy, logger);
	const maxBytes = settings.MAX_MEDIA_MB * 1024 ** 2;
	const requests = new Requests({
		ledger,
		requests: requestLedger,
		registry,
		instances,
		answers: firstAnswers,
		attachments: new Attachments({ requests: requestLedger, artifacts, web, logger, maxBytes }),
		discord: impatient,
		firstUse,
		logger,
		wake,
		limits: { perUser: settings.WORKFLOWS_PER_USER, cooldownMs: settings.COOLDOWN_SECONDS * 1000 },
		maxBytes
	});
	const lookup = new Lookup(ledger, permissions, logger);
	const servers = new Servers({ requests: requestLedger, registry, longestRetentionDays: settings.RESULT_TTL_DAYS });
	const desk = new Desk({
		lookup,
		requests,
		requestLedger,
		statuses: new Statuses({ ledger, requests: requestLedger, deliveries, results, registry }),
		reportFiles: new ReportFiles({ ledger, results, artifacts }),
		knowledge: new KnowledgeDesk(options.answers)
	});
	const rooms: RequestRooms = {
		requests,
		firstAnswers,
		firstUse,
		desk,
		privacyDesk: new PrivacyDesk(privacy, lookup),
		servers,
		completion: new Completion({ ledger, requests: requestLedger, registry, servers }),
		places: new Places({ allowedServers: settings.ALLOWED_SERVERS, userInstall: settings.USER_INSTALL }, permissions)
	};
	const close = () => {
		for (const rest of [impatient, patient]) rest.close();
	};
	return { rooms, close };
}
