import { AutointelError } from '#lib/errors/AutointelError';

/** Whether the process that was at work is gone, or has to go, so that the work may succeed in another one. */
export function lostItsChild(error: unknown): boolean {
	return error instanceof AutointelError && codes.has(error.code);
}

/** `out-of-memory`: it could not have more. What it has comes back only with its end. */
const codes: ReadonlySet<string> = new Set(['child-died', 'child-hung', 'out-of-memory']);
