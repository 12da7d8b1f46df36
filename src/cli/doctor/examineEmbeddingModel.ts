import { existsSync } from 'node:fs';
import Database from 'libsql';
import type { Settings } from '#lib/config/settingsSchema';
import { embeddingIdentity } from '#lib/language-model/openEmbeddings';
import { probeServer } from '#lib/language-model/probeServer';
import { ledgerFile } from '#root/app';
import type { Finding } from './Finding.js';

const name = 'embeddings';
const cost = 'ask finds only what has the words of the question, not what says the same in others or in another language';

/** Asks the server whether it has the model: that costs nothing. */
export async function examineEmbeddingModel(settings: Settings): Promise<readonly Finding[]> {
	const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_EMBEDDING_MODEL: model, MODEL_PRICES } = settings;
	const missing = (says: string): readonly Finding[] => [{ name, state: 'missing', says }];
	if (model === undefined) return missing(`none: ${cost}. Set OPENAI_EMBEDDING_MODEL.`);
	if (apiKey === undefined && baseUrl === undefined) {
		return missing(`OPENAI_EMBEDDING_MODEL needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own. Until then ${cost}.`);
	}
	const problem = await probeServer({ apiKey, baseUrl, models: [model], setting: 'OPENAI_EMBEDDING_MODEL' });
	if (problem !== undefined) return missing(`${problem}. Until that is mended, ${cost}.`);
	const price = Object.hasOwn(MODEL_PRICES, model)
		? ''
		: '; its price is not known: a million tokens count as a dollar of the budgets (MODEL_PRICES)';
	const made = progress(ledgerFile(settings), embeddingIdentity(model, baseUrl));
	return [{ name, state: 'ok', says: `${model}: finds what means the same in other words and languages${made}${price}` }];
}

/** How far the vectors are: nothing where the ledger cannot tell yet. What is wrong with it is said elsewhere. */
function progress(file: string, identity: string): string {
	if (!existsSync(file)) return '';
	try {
		const database = new Database(file, { readonly: true });
		try {
			const query = 'select count(*), coalesce(sum(vector_model = ? and vector_dimensions is not null), 0) from documents';
			const row: unknown = database.prepare(query).raw().get([identity]);
			return Array.isArray(row) ? `; ${row[1]} of ${row[0]} texts have vectors` : '';
		} finally {
			database.close();
		}
	} catch {
		return '';
	}
}
