import { AutointelError } from '#lib/errors/AutointelError';
import { describeError, type ErrorDescription } from '#lib/errors/describeError';
import { StageFailure } from '#lib/errors/StageFailure';

/** Errors lose their class on the way between processes, so they travel as values. */
export type Answer<Value> = { readonly value: Value } | { readonly error: ErrorDescription & { readonly permanent: boolean } };

export async function answer<Value>(work: () => Promise<Value> | Value): Promise<Answer<Value>> {
	try {
		return { value: await work() };
	} catch (error) {
		return { error: { ...describeError(error), permanent: error instanceof StageFailure } };
	}
}

/** @throws {AutointelError} what the other process threw */
export function unwrap<Value>(given: Answer<Value>): Value {
	if ('value' in given) return given.value;
	const { code, message, hint, permanent } = given.error;
	const ErrorClass = permanent ? StageFailure : AutointelError;
	throw new ErrorClass(code, message, hint === undefined ? {} : { hint });
}
