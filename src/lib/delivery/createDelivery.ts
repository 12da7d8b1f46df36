import type { Logger } from 'pino';
import type { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import type { Settings } from '#lib/config/settingsSchema';
import { budgetsOf } from '#lib/language-model/budgetsOf';
import type { DeliveryLedger } from '#lib/ledger/DeliveryLedger';
import type { Instances } from '#lib/ledger/Instances';
import type { Ledger } from '#lib/ledger/Ledger';
import type { Registry } from '#lib/stages/Registry';
import { BudgetWatch } from './BudgetWatch.js';
import { Delivery } from './Delivery.js';
import { DeliveryPieces } from './DeliveryPieces.js';
import { type DeliverySettings, defaultDeliverySettings } from './DeliverySettings.js';
import type { DiscordRest } from './DiscordRest.js';
import { OperatorNotices } from './OperatorNotices.js';
import { RoomWatch } from './RoomWatch.js';
import { parseWebhook } from './WebhookAddress.js';

export interface CreateDeliveryOptions {
	readonly discord: DiscordRest;
	readonly ledger: Ledger;
	readonly outbox: DeliveryLedger;
	readonly instances: Instances;
	readonly artifacts: ArtifactStore;
	readonly registry: Registry;
	readonly logger: Logger;
	/** The folder of autointel's own routes and preconditions. */
	readonly pieces: string;
	readonly overrides?: Partial<DeliverySettings>;
}

/** What an operator's settings make of delivery. Without a bot token, only interactions and webhooks are reached. */
export async function createDelivery(
	settings: Settings,
	{ discord, ledger, outbox, instances, artifacts, registry, logger, pieces, overrides }: CreateDeliveryOptions
): Promise<{ readonly delivery: Delivery; readonly notices: OperatorNotices }> {
	const { RESULT_WEBHOOK_URL, OPERATOR_WEBHOOK_URL, INTERACTION_LIFETIME_SECONDS } = settings;
	const operator = OPERATOR_WEBHOOK_URL === undefined ? undefined : parseWebhook(OPERATOR_WEBHOOK_URL);
	const notices = new OperatorNotices(discord, operator, outbox, logger);
	const delivery = new Delivery({
		ledger,
		outbox,
		instances,
		discord,
		pieces: await DeliveryPieces.load(pieces, registry.plugins),
		notices,
		watches: [
			new RoomWatch({ folder: settings.DATA_DIR, artifacts, notices }),
			new BudgetWatch({ ledger, budgets: budgetsOf(settings), notices })
		],
		nameKind: (kind) => registry.kinds.get(kind)?.definition.title ?? kind,
		logger,
		settings: {
			...defaultDeliverySettings,
			tokenLifetimeMs: INTERACTION_LIFETIME_SECONDS * 1000,
			...(RESULT_WEBHOOK_URL === undefined ? {} : { webhook: parseWebhook(RESULT_WEBHOOK_URL) }),
			...overrides
		}
	});
	return { delivery, notices };
}
