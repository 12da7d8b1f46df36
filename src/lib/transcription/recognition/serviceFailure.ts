import { APIConnectionError, APIError } from 'openai';
import { AutointelError } from '#lib/errors/AutointelError';
import { describeError } from '#lib/errors/describeError';
import { StageFailure } from '#lib/errors/StageFailure';
import type { RemoteRecognizerSettings } from './RemoteRecognizer.js';

/** What a service's refusal means, in one line. Its own words are not repeated: some repeat the key in them. */
export function serviceFailure(error: unknown, { baseUrl, model }: RemoteRecognizerSettings, timedOut: boolean): unknown {
	const service = `The transcription service ${baseUrl}`;
	if (timedOut) return new AutointelError('service-unreachable', `${service} did not answer in time`, { cause: error });
	if (error instanceof SyntaxError) return new AutointelError('invalid-answer', `${service} answers what is no transcript`);
	if (error instanceof APIConnectionError) {
		const cause = error.cause instanceof Error ? (error.cause.cause ?? error.cause) : error;
		return new AutointelError('service-unreachable', `${service} cannot be reached: ${describeError(cause).message}`, { cause: error });
	}
	if (!(error instanceof APIError)) return error;
	const { status } = error;
	if (status === 401 || status === 403) {
		return new StageFailure('service-refused', `${service} refuses us (${status})`, {
			hint: 'Check OPENAI_API_KEY and what it is allowed.'
		});
	}
	if (status === 404) {
		const hint = 'Check OPENAI_BASE_URL and OPENAI_TRANSCRIPTION_MODEL.';
		return new StageFailure('service-refused', `${service} has no model ${model} for transcriptions (404)`, { hint });
	}
	if (status === 429 || (status !== undefined && status >= 500)) {
		return new AutointelError('service-busy', `${service} cannot work for us now (${status})`, { hint: 'Try again later.' });
	}
	return new StageFailure('service-refused', `${service} refuses the recording (${status ?? 'without a status'})`);
}
