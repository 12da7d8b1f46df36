import { createHash } from 'node:crypto';
import { AutointelError } from '#lib/errors/AutointelError';
import { checkAddress } from '#lib/sources/checkAddress';
import type { Attachment } from '#lib/workflow/attachment';
import type { UrlSource } from '#lib/workflow/source';

/** What a member named: the address as it can be fetched, whether it is a file of a message, and what makes it the same source again. */
export interface NamedSource {
	readonly source: UrlSource;
	readonly attachment?: Attachment;
	readonly identity: string;
}

const longestAddress = 4_000;

/** @throws {AutointelError} `address-refused`, `too-large`, `empty-source` */
export function sourceOf(named: { readonly url: string } | { readonly attachment: Attachment }, maxBytes: number): NamedSource {
	if ('url' in named) {
		if (named.url.length > longestAddress)
			throw new AutointelError('address-refused', 'The address is too long', { hint: 'Name a shorter one.' });
		const { href } = checkAddress(named.url.trim());
		return { source: { type: 'url', url: href }, identity: href };
	}
	const { attachment } = named;
	if (attachment.bytes > maxBytes) {
		const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 ** 2)} MB`;
		throw new AutointelError('too-large', `The file has ${megabytes(attachment.bytes)}, and ${megabytes(maxBytes)} are allowed`, {
			hint: 'Name a smaller one.'
		});
	}
	if (attachment.bytes === 0) throw new AutointelError('empty-source', 'The file is empty', { hint: 'Check it, or name another one.' });
	// What follows the path is a signature, and another one each time.
	const { origin, pathname } = new URL(attachment.url);
	return { source: { type: 'url', url: attachment.url }, attachment, identity: origin + pathname };
}

/** The same for the same parts, and for nothing else. */
export function digestOf(parts: readonly (string | undefined | boolean)[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
