import type { Message, MessageSnapshot } from 'discord.js';
import { AutointelError } from '#lib/errors/AutointelError';
import type { AskedRun } from '#lib/requests/Requests';
import { findAddress } from './findAddress.js';
import { toAttachment } from './toAttachment.js';

/**
 * What there is to analyse in a message, or in what it forwards: its first file (a voice message is one), else the first address in it. Of what
 * somebody else wrote only the person who asks hears.
 *
 * @param authorId who wrote it: see `authorOf`
 * @throws {AutointelError} `source-missing`
 */
export function readMessage(message: Message, authorId: string, userId: string): AskedRun & { readonly sourceAuthorId: string } {
	const [source] = [message, ...message.messageSnapshots.values()].flatMap((part) => sourceIn(part) ?? []);
	if (!source) throw new AutointelError('source-missing', 'There is neither a file nor an address in that message');
	return { source, private: authorId !== userId, sourceAuthorId: authorId };
}

function sourceIn({ attachments, content }: Message | MessageSnapshot): AskedRun['source'] | undefined {
	const file = attachments.first();
	if (file) return { attachment: toAttachment(file) };
	const url = findAddress(content);
	return url === undefined ? undefined : { url };
}
