import { APIError } from 'openai/error';
import { openClient } from './openClient.js';
import { openaiUrl } from './openLanguageModel.js';

/** Milliseconds. */
const patience = 5000;

/** What keeps the models of a server from being asked, in one line; `undefined`: nothing that can be seen without asking them. */
export async function probeServer({
	apiKey,
	baseUrl = openaiUrl,
	models,
	setting
}: {
	readonly apiKey: string | undefined;
	readonly baseUrl: string | undefined;
	readonly models: readonly string[];
	/** The setting that names them. */
	readonly setting: 'OPENAI_MODEL' | 'OPENAI_EMBEDDING_MODEL' | 'OPENAI_TRANSCRIPTION_MODEL';
}): Promise<string | undefined> {
	const { host } = new URL(baseUrl);
	const client = await openClient({ baseUrl, apiKey, timeoutMs: patience })();
	try {
		const { data } = await client.models.list({ signal: AbortSignal.timeout(patience) });
		const known = Array.isArray(data) ? data.map(({ id }) => id) : [];
		const missing = known.length === 0 ? [] : models.filter((model) => !known.includes(model) && !known.includes(`${model}:latest`));
		return missing.length === 0 ? undefined : `${host} does not know ${missing.join(', ')} (${setting})`;
	} catch (error) {
		const status = error instanceof APIError ? error.status : undefined;
		if (status === undefined) return `${host} cannot be reached (OPENAI_BASE_URL)`;
		if (status === 401 || status === 403) return `${host} refuses the key (OPENAI_API_KEY)`;
		// Not every server tells which models it has.
		return status === 404 || status === 405 ? undefined : `${host} answers with status ${status}`;
	}
}
