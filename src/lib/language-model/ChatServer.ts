import type { OpenAI } from 'openai';
import { APIError } from 'openai/error';
import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { ChatCall } from './ChatCall.js';
import { callFailure, isRedirect } from './callFailure.js';
import { chatRequest } from './chatRequest.js';
import { type Dialect, nextDialect, usualDialect } from './Dialect.js';
import type { ModelFailureCode } from './ModelReply.js';
import { type ModelServerOptions, openClient } from './openClient.js';

/** What one call came to. `billed`: what is known of its cost where the server reported none. */
export type ChatOutcome =
	| { readonly type: 'answer'; readonly text: string; readonly cutOff: boolean; readonly usage: TokenUsage | undefined }
	| { readonly type: 'refusal'; readonly usage: TokenUsage | undefined }
	| {
			readonly type: 'failure';
			readonly billed: 'no' | 'unknown';
			readonly code: Extract<ModelFailureCode, 'rejected' | 'unreachable'>;
			/** Never the server's own words: they may repeat the key, or the question. */
			readonly reason: string;
			/** Worth trying again; `afterMs`: not earlier than the server asks for. */
			readonly retry: boolean;
			readonly afterMs?: number | undefined;
	  };

export interface TokenUsage {
	readonly inputTokens: number;
	readonly outputTokens: number;
}

/** An OpenAI-compatible server of chat completions. One call is one request: repeats are the caller's, because each may cost. */
export class ChatServer {
	readonly #client: () => Promise<OpenAI>;
	readonly #timeoutMs: number;
	readonly #usual: Dialect;
	/** By model: what was found out. */
	readonly #dialects = new Map<string, Dialect>();

	public constructor(options: ModelServerOptions) {
		this.#timeoutMs = options.timeoutMs;
		this.#usual = usualDialect(options.baseUrl);
		this.#client = openClient(options);
	}

	/** Total but for its signal: throws the signal's reason when that aborts. */
	public async complete(call: ChatCall, signal: AbortSignal): Promise<ChatOutcome> {
		for (;;) {
			const dialect = this.#dialects.get(call.model) ?? this.#usual;
			try {
				return readCompletion(await this.#send(chatRequest(call, dialect), call.idempotencyKey, signal));
			} catch (error) {
				signal.throwIfAborted();
				const next = error instanceof APIError ? nextDialect(dialect, error) : undefined;
				if (next === undefined) return failureOf(error, this.#timeoutMs);
				this.#dialects.set(call.model, next);
			}
		}
	}

	/** The client's own time limit ends with the headers of an answer: a body that drips needs ours. */
	async #send(request: ChatCompletionCreateParamsNonStreaming, key: string, signal: AbortSignal): Promise<ChatCompletion> {
		const { chat } = await this.#client();
		const limited = AbortSignal.any([signal, AbortSignal.timeout(this.#timeoutMs)]);
		return await chat.completions.create(request, { signal: limited, headers: { 'Idempotency-Key': key } });
	}
}

/** Servers that call themselves compatible answer with anything: nothing of it is taken for granted. */
function readCompletion(completion: Partial<ChatCompletion> | null): ChatOutcome {
	const usage = readUsage(completion?.usage);
	const choice = Array.isArray(completion?.choices) ? completion.choices[0] : undefined;
	const text: unknown = choice?.message?.content;
	if (choice?.message?.refusal || choice?.finish_reason === 'content_filter') return { type: 'refusal', usage };
	if (typeof text !== 'string') {
		return { type: 'failure', billed: 'unknown', code: 'unreachable', reason: 'the model server answered without an answer', retry: true };
	}
	return { type: 'answer', text, cutOff: choice?.finish_reason === 'length', usage };
}

const mostTokens = 1e9;

function readUsage(usage: ChatCompletion['usage'] | null): TokenUsage | undefined {
	const [inputTokens, outputTokens] = [usage?.prompt_tokens, usage?.completion_tokens];
	const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= mostTokens;
	return isCount(inputTokens) && isCount(outputTokens) ? { inputTokens, outputTokens } : undefined;
}

function failureOf(error: unknown, timeoutMs: number): ChatOutcome {
	const { why, status, code, ...failure } = callFailure(error);
	switch (why) {
		case 'silent':
			return { type: 'failure', code: 'unreachable', reason: `the model server did not answer within ${timeoutMs / 1000} s`, ...failure };
		case 'unreachable':
			return { type: 'failure', code: 'unreachable', reason: 'the model server cannot be reached', ...failure };
		case 'broken-off':
			return { type: 'failure', code: 'unreachable', reason: 'the model server broke off its answer', ...failure };
		case 'status': {
			const refusal = isRedirect(status) ? 'sends us elsewhere, which OPENAI_BASE_URL does not name' : 'refused the question';
			const what = failure.retry ? 'is not able to answer' : refusal;
			const reason = `the model server ${what} (status ${status}${code === undefined ? '' : `, ${code}`})`;
			return { type: 'failure', code: failure.retry ? 'unreachable' : 'rejected', reason, ...failure };
		}
	}
}
