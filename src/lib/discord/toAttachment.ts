import type { Attachment as DiscordAttachment } from 'discord.js';
import { isBlank } from '#lib/text/isBlank';
import type { Attachment } from '#lib/workflow/attachment';

const longestName = 150;

/** A file of a message. Its name is what somebody called it: no path, nothing that cannot be seen. */
export function toAttachment({ url, name, size }: Pick<DiscordAttachment, 'url' | 'name' | 'size'>): Attachment {
	const plain = name.replace(/[\p{Cc}\p{Cf}/\\]/gu, '').trim();
	return { url, bytes: size, name: isBlank(plain) ? 'file' : plain.slice(-longestName) };
}
