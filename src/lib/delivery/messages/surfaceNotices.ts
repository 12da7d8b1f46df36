import type { RequestRecord } from '#lib/workflow/request';
import type { SurfaceState } from '#lib/workflow/surface';

/** What a member has to know about the delivery, below the progress. */
export function noticesOf(
	{ private: isPrivate, workflowId }: RequestRecord,
	{ farewell, directMessages }: SurfaceState
): readonly string[] {
	const ask = `\`/autointel status ${workflowId}\``;
	const closed = directMessages === 'closed';
	if (farewell) {
		const before = 'Discord does not let me keep this message up to date any longer.';
		return closed
			? [`${before} I cannot write to you in person either: ask for the result with ${ask}.`]
			: [`${before} The result will come as a direct message; ${ask} shows how far it is.`];
	}
	if (!isPrivate || !closed) return [];
	return [`You take no direct messages from me: if this takes longer than Discord lets me answer here, ask for the result with ${ask}.`];
}
