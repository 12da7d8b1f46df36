import type { OpenAI } from 'openai';

export interface ModelServerOptions {
	/** Where an OpenAI-compatible server answers, as in `https://api.openai.com/v1`. */
	readonly baseUrl: string;
	/** Absent: the server wants none. */
	readonly apiKey?: string | undefined;
	/** The longest one call may take, to the last byte of its answer. */
	readonly timeoutMs: number;
}

/**
 * A client that repeats nothing, logs nothing, sends no key where there is none, and follows nobody elsewhere: what is asked goes to the
 * server that the operator named. Its package is loaded when it is first called: most processes ask nothing.
 */
export function openClient(options: ModelServerOptions): () => Promise<OpenAI> {
	let client: Promise<OpenAI> | undefined;
	return () => (client ??= createClient(options));
}

async function createClient({ baseUrl, apiKey, timeoutMs }: ModelServerOptions): Promise<OpenAI> {
	const { OpenAI } = await import('openai');
	return new OpenAI({
		baseURL: baseUrl,
		apiKey: apiKey ?? 'none',
		...(apiKey === undefined ? { defaultHeaders: { Authorization: null } } : {}),
		maxRetries: 0,
		timeout: timeoutMs,
		fetchOptions: { redirect: 'manual' },
		logLevel: 'off'
	});
}
