import type { OpenAI } from 'openai';
import type { CreateEmbeddingResponse } from 'openai/resources/embeddings';
import { type CallFailure, callFailure, isRedirect } from './callFailure.js';
import { type ModelServerOptions, openClient } from './openClient.js';

/** What one call came to. Reasons are never the server's own words: they may repeat the key, or the text. */
export type EmbeddingOutcome =
	/** One for each text, in their order, all of as many numbers, each of length 1. `inputTokens`: absent where the server did not say. */
	| { readonly type: 'vectors'; readonly vectors: readonly Float32Array[]; readonly inputTokens: number | undefined }
	| { readonly type: 'unusable'; readonly reason: string; readonly inputTokens: number | undefined }
	| { readonly type: 'failure'; readonly reason: string; readonly failure: CallFailure };

/** More numbers than any model has. */
const mostDimensions = 16_384;

/** An OpenAI-compatible server of embeddings. One call is one request. */
export class EmbeddingServer {
	readonly #client: () => Promise<OpenAI>;
	readonly #timeoutMs: number;

	public constructor(options: ModelServerOptions) {
		this.#timeoutMs = options.timeoutMs;
		this.#client = openClient(options);
	}

	/** Total but for its signal: throws the signal's reason when that aborts. */
	public async embed(model: string, texts: readonly string[], signal: AbortSignal): Promise<EmbeddingOutcome> {
		try {
			const { embeddings } = await this.#client();
			const limited = AbortSignal.any([signal, AbortSignal.timeout(this.#timeoutMs)]);
			// Said, because the client would else ask for base64, which not every server knows.
			const request = { model, input: [...texts], encoding_format: 'float' as const };
			return readAnswer(await embeddings.create(request, { signal: limited }), texts.length);
		} catch (error) {
			signal.throwIfAborted();
			const failure = callFailure(error);
			return { type: 'failure', failure, reason: describe(failure, this.#timeoutMs) };
		}
	}
}

/** Servers that call themselves compatible answer with anything: nothing of it is taken for granted. */
function readAnswer(answer: Partial<CreateEmbeddingResponse> | null, count: number): EmbeddingOutcome {
	const inputTokens = tokenCount(answer?.usage?.prompt_tokens);
	const unusable = (what: string) => ({ type: 'unusable', reason: `the embedding model answered with ${what}`, inputTokens }) as const;
	const data: readonly unknown[] = Array.isArray(answer?.data) ? answer.data : [];
	if (data.length !== count) return unusable(`${data.length} vectors for ${count} texts`);
	const vectors: Float32Array[] = [];
	for (const [position, entry] of data.entries()) {
		const { embedding, index = position } = (entry ?? {}) as { readonly embedding?: unknown; readonly index?: unknown };
		const vector = unitVector(embedding);
		if (vector === undefined) return unusable('something that is no vector');
		if (!Number.isInteger(index) || Number(index) < 0 || Number(index) >= count || vectors[Number(index)])
			return unusable('a confused order');
		vectors[Number(index)] = vector;
	}
	if (new Set(vectors.map(({ length }) => length)).size > 1) return unusable('vectors of different lengths');
	return { type: 'vectors', vectors, inputTokens };
}

function unitVector(value: unknown): Float32Array | undefined {
	if (!Array.isArray(value) || value.length === 0 || value.length > mostDimensions) return undefined;
	if (!value.every((number) => typeof number === 'number')) return undefined;
	const length = Math.hypot(...value);
	if (!Number.isFinite(length) || length === 0) return undefined;
	return Float32Array.from(value, (number: number) => number / length);
}

function tokenCount(value: unknown): number | undefined {
	return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1e9 ? Number(value) : undefined;
}

function describe({ why, status, code }: CallFailure, timeoutMs: number): string {
	switch (why) {
		case 'silent':
			return `the embedding model did not answer within ${timeoutMs / 1000} s`;
		case 'unreachable':
			return 'the embedding model cannot be reached';
		case 'broken-off':
			return 'the embedding model broke off its answer';
		case 'status': {
			const what = isRedirect(status) ? 'sends us elsewhere, which OPENAI_BASE_URL does not name' : 'did not take the texts';
			return `the embedding model ${what} (status ${status}${code === undefined ? '' : `, ${code}`})`;
		}
	}
}
