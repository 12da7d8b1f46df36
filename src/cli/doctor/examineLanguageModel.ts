import type { Settings } from '#lib/config/settingsSchema';
import { formatUsd } from '#lib/language-model/formatUsd';
import { nanoUsd } from '#lib/language-model/price';
import { probeServer } from '#lib/language-model/probeServer';
import type { Finding } from './Finding.js';

const name = 'model';

/** Asks the server which models it has: that costs nothing. */
export async function examineLanguageModel(settings: Settings): Promise<readonly Finding[]> {
	const {
		OPENAI_API_KEY: apiKey,
		OPENAI_BASE_URL: baseUrl,
		OPENAI_MODEL: models,
		MODEL_PRICES,
		BUDGET_USD_WORKFLOW,
		BUDGET_USD_MONTH
	} = settings;
	if (apiKey === undefined && baseUrl === undefined) {
		const says =
			'none: summaries are put together from sentences of the source, not written. Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own.';
		return [{ name, state: 'missing', says }];
	}
	const problem = await probeServer({ apiKey, baseUrl, models, setting: 'OPENAI_MODEL' });
	if (problem !== undefined) return [{ name, state: 'missing', says: `${problem}. Until that is mended, stages do their local work.` }];
	const budgets = `may spend ${formatUsd(nanoUsd(BUDGET_USD_WORKFLOW))} for a workflow, ${formatUsd(nanoUsd(BUDGET_USD_MONTH))} a month`;
	const unpriced = models.filter((model) => !Object.hasOwn(MODEL_PRICES, model));
	return [
		{ name, state: 'ok', says: `${models.join(', ')}: ${budgets}` },
		...(unpriced.length === 0
			? []
			: [
					{
						name: 'model prices',
						state: 'missing' as const,
						says: `not known of ${unpriced.join(', ')}: a million tokens count as a dollar of the budgets. State them in MODEL_PRICES; 0/0 where they cost nothing.`
					}
				])
	];
}
