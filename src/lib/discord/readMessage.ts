import type { Message } from 'discord.js';
import { AutointelError } from '#lib/errors/AutointelError';
import type { AskedRun } from '#lib/requests/Requests';
import { findAddress } from './findAddress.js';
import { toAttachment } from './toAttachment.js';

/**
 * What there is to analyse in a message: its first file (a voice message is one), else the first address in it. Of somebody else's message
 * only the person who asks hears.
 *
 * @throws {AutointelError} `source-missing`
 */
export function readMessage({ attachments, content, author }: Message, userId: string): AskedRun & { readonly sourceAuthorId: string } {
	const file = attachments.first();
	const url = findAddress(content);
	const source = file ? { attachment: toAttachment(file) } : url !== undefined && { url };
	if (!source) throw new AutointelError('source-missing', 'There is neither a file nor an address in that message');
	return { source, private: author.id !== userId, sourceAuthorId: author.id };
}
