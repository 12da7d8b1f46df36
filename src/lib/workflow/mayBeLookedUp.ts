import type { RequestRecord } from './request.js';
import { isDiscordAttachment, type Source } from './source.js';

/**
 * Whether words of a source may go into searches elsewhere: not where somebody asked for it privately, because nobody else was to see it. Of
 * an address in somebody else's message only the answer is private.
 */
export function mayBeLookedUp(request: Pick<RequestRecord, 'private' | 'sourceAuthorId'> | undefined, source: Source): boolean {
	if (!request?.private) return true;
	return request.sourceAuthorId !== undefined && source.type === 'url' && !isDiscordAttachment(source);
}
