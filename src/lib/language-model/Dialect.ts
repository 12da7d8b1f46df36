import type { APIError } from 'openai';

/** What a server understands: the most telling is tried first, and what it refuses is not said to it again. */
export interface Dialect {
	/** How it is told of the schema: it holds the model to it, it only makes it answer in JSON, or it knows nothing of either. */
	readonly answers: 'schema' | 'json' | 'text';
	/** The name of the limit of tokens. */
	readonly limit: 'max_completion_tokens' | 'max_tokens';
	/** The other name was refused. */
	readonly limitChanged: boolean;
}

/** OpenAI refuses the older name of the limit for its newer models; other servers may not know the newer one, and then know no limit. */
export function usualDialect(baseUrl: string): Dialect {
	const openai = new URL(baseUrl).hostname.endsWith('openai.com');
	return { answers: 'schema', limit: openai ? 'max_completion_tokens' : 'max_tokens', limitChanged: false };
}

/** What to try next with a server that did not understand. `undefined`: it was something else. */
export function nextDialect(
	dialect: Dialect,
	{ status, param, message }: Pick<APIError, 'status' | 'param' | 'message'>
): Dialect | undefined {
	if (status !== 400 && status !== 422) return undefined;
	const about = `${param ?? ''} ${message}`;
	if (!dialect.limitChanged && about.includes(dialect.limit)) {
		return { ...dialect, limit: dialect.limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens', limitChanged: true };
	}
	if (!/response_format|json_schema|json_object|structured|grammar/i.test(about)) return undefined;
	if (dialect.answers === 'schema') return { ...dialect, answers: 'json' };
	return dialect.answers === 'json' ? { ...dialect, answers: 'text' } : undefined;
}
