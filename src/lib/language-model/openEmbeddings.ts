import type { Logger } from 'pino';
import type { Settings } from '#lib/config/settingsSchema';
import { budgetsOf } from './budgetsOf.js';
import { EmbeddingServer } from './EmbeddingServer.js';
import { Embeddings } from './Embeddings.js';
import { openaiUrl } from './openLanguageModel.js';
import { priceOf } from './price.js';

/** Milliseconds for one batch. */
const longestCallMs = 30_000;

type EmbeddingSettings = Pick<
	Settings,
	| 'OPENAI_API_KEY'
	| 'OPENAI_BASE_URL'
	| 'OPENAI_EMBEDDING_MODEL'
	| 'MODEL_PRICES'
	| 'BUDGET_USD_WORKFLOW'
	| 'BUDGET_USD_MONTH'
	| 'BUDGET_USD_SERVER_MONTH'
>;

/** The embedding model as the operator has set it; `undefined`: none, or no server for it. */
export function openEmbeddings(settings: EmbeddingSettings, logger: Pick<Logger, 'warn'>): Embeddings | undefined {
	const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL, OPENAI_EMBEDDING_MODEL: model } = settings;
	if (model === undefined || (apiKey === undefined && OPENAI_BASE_URL === undefined)) return undefined;
	const baseUrl = OPENAI_BASE_URL ?? openaiUrl;
	return new Embeddings({
		server: new EmbeddingServer({ baseUrl, apiKey, timeoutMs: longestCallMs }),
		model,
		identity: embeddingIdentity(model, baseUrl),
		price: priceOf(model, settings.MODEL_PRICES),
		budgets: budgetsOf(settings),
		logger
	});
}

/** Two servers may mean two models by one name. */
export function embeddingIdentity(model: string, baseUrl = openaiUrl): string {
	return `${model} at ${new URL(baseUrl).host}`;
}
