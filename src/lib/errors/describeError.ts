import { AutointelError } from './AutointelError.js';

/** What an error says to a person: one line, no stack. `code` is `error` where the error has none of its own. */
export interface ErrorDescription {
	readonly code: string;
	readonly message: string;
	readonly hint?: string;
}

/** Describes anything that can be thrown. Total: it never throws itself. */
export function describeError(error: unknown): ErrorDescription {
	if (error instanceof AutointelError) {
		return { code: error.code, message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
	}
	if (error instanceof Error) return { code: codeOf(error), message: firstLine(error.message) || error.name };
	return { code: 'error', message: firstLine(String(error)) };
}

function codeOf(error: Error): string {
	return 'code' in error && typeof error.code === 'string' ? error.code : 'error';
}

function firstLine(text: string): string {
	return text.split('\n', 1)[0]?.trim() ?? '';
}
