import type { Json } from '#lib/workflow/json';
import type { Misbehaviour } from './ModelServer.js';

/** A call as it reached the server. */
export interface EmbeddingCall {
	readonly model: string;
	readonly texts: readonly string[];
	readonly format: string | undefined;
}

/** What the server does with one call. Vectors are sent as they are: they may be too few, too short, or no numbers. */
type EmbeddingBehaviour = { readonly vectors: readonly Json[]; readonly usage?: number | null } | Misbehaviour;

export type EmbeddingModel = (call: EmbeddingCall, number: number) => EmbeddingBehaviour | Promise<EmbeddingBehaviour>;

export function readCall(body: string): EmbeddingCall {
	const { model, input, encoding_format: format }: Record<string, unknown> = JSON.parse(body);
	const texts = (Array.isArray(input) ? input : [input]).map(String);
	return { model: String(model), texts, format: typeof format === 'string' ? format : undefined };
}

/** A quarter of the characters, as it is with English. */
export function tokensIn({ texts }: EmbeddingCall): number {
	return texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0);
}

/** The answer as OpenAI gives it; out of order, as it may be. */
export function embeddingAnswer({ model }: EmbeddingCall, vectors: readonly Json[], tokens: number | null): Json {
	return {
		object: 'list',
		data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })).reverse(),
		model,
		...(tokens === null ? {} : { usage: { prompt_tokens: tokens, total_tokens: tokens } })
	};
}
