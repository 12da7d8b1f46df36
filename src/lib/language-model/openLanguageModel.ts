import type { Logger } from 'pino';
import type { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import type { Settings } from '#lib/config/settingsSchema';
import { type BudgetSettings, budgetsOf } from './budgetsOf.js';
import { ChatServer } from './ChatServer.js';
import { LanguageModel } from './LanguageModel.js';
import type { Payer } from './LedgerAccount.js';
import { priceOf } from './price.js';

/** Milliseconds: a model on a slow machine takes its time, a server that hangs must not take a stage's. */
const longestCallMs = 180_000;
/** Where a key without an address belongs. */
export const openaiUrl = 'https://api.openai.com/v1';

type ModelSettings = BudgetSettings & Pick<Settings, 'OPENAI_API_KEY' | 'OPENAI_BASE_URL' | 'OPENAI_MODEL' | 'MODEL_PRICES'>;

interface ModelServices {
	readonly artifacts: Pick<ArtifactStore, 'read'>;
	readonly logger: Pick<Logger, 'info' | 'warn'>;
	/** Default: no workflow comes from a Discord server. */
	readonly serverOf?: Payer['serverOf'];
}

/** The language model as the operator has set it: with a key, or with the address of a server that needs none. */
export function openLanguageModel(
	settings: ModelSettings,
	{ artifacts, logger, serverOf = async () => undefined }: ModelServices
): LanguageModel {
	const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: models } = settings;
	const isConfigured = apiKey !== undefined || baseUrl !== undefined;
	return new LanguageModel({
		server: isConfigured ? new ChatServer({ baseUrl: baseUrl ?? openaiUrl, apiKey, timeoutMs: longestCallMs }) : undefined,
		models,
		priceOf: (model) => priceOf(model, settings.MODEL_PRICES),
		payer: { serverOf, budgets: budgetsOf(settings) },
		readImage: (artifact) => artifacts.read(artifact),
		logger
	});
}
