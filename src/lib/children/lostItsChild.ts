import { AutointelError } from '#lib/errors/AutointelError';

/** Whether the process that was at work is gone, so that the work may succeed in another one. */
export function lostItsChild(error: unknown): boolean {
	return error instanceof AutointelError && (error.code === 'child-died' || error.code === 'child-hung');
}
