import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { ChatCall } from './ChatCall.js';
import { chatRequest } from './chatRequest.js';
import { type Dialect, nextDialect, usualDialect } from './Dialect.js';
import type { ModelFailureCode } from './ModelReply.js';
import { retryAfterMs } from './retryAfterMs.js';

export interface ChatServerOptions {
	/** Where an OpenAI-compatible server answers, as in `https://api.openai.com/v1`. */
	readonly baseUrl: string;
	/** Absent: the server wants none. */
	readonly apiKey?: string | undefined;
	/** The longest one call may take, to the last byte of its answer. */
	readonly timeoutMs: number;
}

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
	readonly #client: OpenAI;
	readonly #timeoutMs: number;
	readonly #usual: Dialect;
	/** By model: what was found out. */
	readonly #dialects = new Map<string, Dialect>();

	public constructor({ baseUrl, apiKey, timeoutMs }: ChatServerOptions) {
		this.#timeoutMs = timeoutMs;
		this.#usual = usualDialect(baseUrl);
		this.#client = new OpenAI({
			baseURL: baseUrl,
			apiKey: apiKey ?? 'none',
			...(apiKey === undefined ? { defaultHeaders: { Authorization: null } } : {}),
			maxRetries: 0,
			timeout: timeoutMs,
			logLevel: 'off'
		});
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
	#send(request: ChatCompletionCreateParamsNonStreaming, key: string, signal: AbortSignal): Promise<ChatCompletion> {
		const limited = AbortSignal.any([signal, AbortSignal.timeout(this.#timeoutMs)]);
		const options = { signal: limited, headers: { 'Idempotency-Key': key } };
		return Promise.resolve(this.#client.chat.completions.create(request, options));
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

/** Gateways that lost the answer of the server behind them: that one may have done, and billed, its work. */
const lostAnswers = new Set([502, 504, 520, 522, 524]);

function failureOf(error: unknown, timeoutMs: number): ChatOutcome {
	if (error instanceof APIUserAbortError || isAbort(error)) {
		const reason = `the model server did not answer within ${timeoutMs / 1000} s`;
		// Who waits that long in vain waits in vain again, and each time may cost.
		return { type: 'failure', billed: 'unknown', code: 'unreachable', reason, retry: false };
	}
	if (error instanceof APIError && error.status !== undefined) return refusedBy(error, error.status);
	const neverSent = error instanceof APIConnectionError && isBeforeSending(error.cause);
	const reason = neverSent ? 'the model server cannot be reached' : 'the model server broke off its answer';
	return { type: 'failure', billed: neverSent ? 'no' : 'unknown', code: 'unreachable', reason, retry: true };
}

function refusedBy(error: APIError, status: number): ChatOutcome {
	const code = typeof error.code === 'string' && /^[\w.-]{1,40}$/.test(error.code) ? `, ${error.code}` : '';
	const noCredit = error.code === 'insufficient_quota';
	const retry = !noCredit && (status === 408 || status === 409 || status === 429 || status >= 500);
	return {
		type: 'failure',
		billed: lostAnswers.has(status) ? 'unknown' : 'no',
		code: retry ? 'unreachable' : 'rejected',
		reason: `the model server ${retry ? 'is not able to answer' : 'refused the question'} (status ${status}${code})`,
		retry,
		afterMs: retry ? retryAfterMs(error.headers) : undefined
	};
}

function isAbort(error: unknown): boolean {
	return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

/** No connection was made: nothing can have been billed. */
function isBeforeSending(cause: unknown): boolean {
	const codes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'];
	for (let error: unknown = cause; error instanceof Error; error = error.cause) {
		if ('code' in error && codes.includes(String(error.code))) return true;
		if (error instanceof AggregateError) return error.errors.every(isBeforeSending);
	}
	return false;
}
