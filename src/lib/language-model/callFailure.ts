import { APIConnectionError, APIError, APIUserAbortError } from 'openai/error';
import { retryAfterMs } from './retryAfterMs.js';

/** What is known of a call that brought no answer. None of it is in the server's own words: they may repeat the key, or the question. */
export interface CallFailure {
	/** `silent`: no answer in time. `unreachable`: nothing was sent. `broken-off`: half an answer, or none. `status`: a refusal. */
	readonly why: 'silent' | 'unreachable' | 'broken-off' | 'status';
	readonly status?: number | undefined;
	/** The server's name for it, where it is one. */
	readonly code?: string | undefined;
	readonly billed: 'no' | 'unknown';
	/** Worth trying again; `afterMs`: not earlier than the server asks for. */
	readonly retry: boolean;
	readonly afterMs?: number | undefined;
}

/** Gateways that lost the answer of the server behind them: that one may have done, and billed, its work. */
const lostAnswers = new Set([502, 504, 520, 522, 524]);

/** @param error what the package `openai` threw */
export function callFailure(error: unknown): CallFailure {
	// Who waits that long in vain waits in vain again, and each time may cost.
	if (error instanceof APIUserAbortError || isAbort(error)) return { why: 'silent', billed: 'unknown', retry: false };
	if (error instanceof APIError && error.status !== undefined) return refusedBy(error, error.status);
	const neverSent = error instanceof APIConnectionError && isBeforeSending(error.cause);
	return neverSent ? { why: 'unreachable', billed: 'no', retry: true } : { why: 'broken-off', billed: 'unknown', retry: true };
}

/** The server is somewhere else, it says. Nothing was sent there. */
export function isRedirect(status: number | undefined): boolean {
	return status !== undefined && status >= 300 && status < 400;
}

function refusedBy(error: APIError, status: number): CallFailure {
	const code = typeof error.code === 'string' && /^[\w.-]{1,40}$/.test(error.code) ? error.code : undefined;
	const noCredit = error.code === 'insufficient_quota';
	const retry = !noCredit && (status === 408 || status === 409 || status === 429 || status >= 500);
	return {
		why: 'status',
		status,
		code,
		billed: lostAnswers.has(status) ? 'unknown' : 'no',
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
