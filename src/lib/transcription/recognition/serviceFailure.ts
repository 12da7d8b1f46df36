import { APIConnectionError } from 'openai/error';
import { AutointelError } from '#lib/errors/AutointelError';
import { describeError } from '#lib/errors/describeError';
import { StageFailure } from '#lib/errors/StageFailure';
import { type CallFailure, isRedirect } from '#lib/language-model/callFailure';
import type { RemoteRecognizerSettings } from './RemoteRecognizer.js';

/** What a failed call to the service means, in one line. Its own words are not repeated: some repeat the key in them. */
export function serviceFailure(
	error: unknown,
	{ why, status, retry }: CallFailure,
	{ baseUrl, model }: Pick<RemoteRecognizerSettings, 'baseUrl' | 'model'>
): AutointelError {
	const service = `The transcription service ${baseUrl}`;
	if (error instanceof AutointelError) return error;
	if (error instanceof SyntaxError) return new AutointelError('invalid-answer', `${service} answers what is no transcript`);
	if (why === 'silent') return new AutointelError('service-unreachable', `${service} did not answer in time`, { cause: error });
	if (why !== 'status') {
		const what = why === 'unreachable' ? 'cannot be reached' : 'broke off its answer';
		return new AutointelError('service-unreachable', `${service} ${what}: ${describeError(causeOf(error)).message}`, { cause: error });
	}
	if (retry) return new AutointelError('service-busy', `${service} cannot work for us now (${status})`, { hint: 'Try again later.' });
	if (status === 401 || status === 403) {
		const hint = 'Check OPENAI_API_KEY and what it is allowed.';
		return new StageFailure('service-refused', `${service} refuses us (${status})`, { hint });
	}
	if (status === 404) {
		const hint = 'Check OPENAI_BASE_URL and OPENAI_TRANSCRIPTION_MODEL.';
		return new StageFailure('service-refused', `${service} has no model ${model} for transcriptions (404)`, { hint });
	}
	if (status === 429) {
		return new StageFailure('service-refused', `${service} says that our credit is used up (429)`, { hint: 'Look at your account there.' });
	}
	if (isRedirect(status)) {
		const hint = 'Set OPENAI_BASE_URL to the address where it really is.';
		return new StageFailure('service-refused', `${service} sends us elsewhere (${status}): what is said goes nowhere else`, { hint });
	}
	return new StageFailure('service-refused', `${service} refuses the recording (${status})`);
}

/** What the system says, below what `fetch` and the package say. */
function causeOf(error: unknown): unknown {
	if (!(error instanceof APIConnectionError)) return error;
	return error.cause instanceof Error ? (error.cause.cause ?? error.cause) : error;
}
