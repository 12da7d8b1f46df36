import { isDiscordAttachment, type Source, type StageOutputs } from 'autointel';

/** Whoever put a source before the public. */
export interface Publisher {
	/** The same for all works of one publisher. */
	readonly key: string;
	readonly name: string;
}

/** The publisher of a source, or why nobody is profiled. Never a person of a server. */
export function publisherOf(source: Source, content: StageOutputs['content-acquisition']): Publisher | { readonly reason: string } {
	if (isDiscordAttachment(source))
		return { reason: 'the source was uploaded by somebody of a server, and people of a server are not profiled' };
	if (source.type === 'file') return { reason: 'the source is a file, which names no publisher' };
	if (content.publisher !== undefined) return content.publisher;
	const address = content.url ?? source.url;
	if (content.form !== 'article' || !URL.canParse(address)) return { reason: 'the source does not say who published it' };
	const host = new URL(address).hostname.replace(/^(?:www|m|amp)\./u, '');
	return { key: `site:${host}`, name: content.site ?? host };
}
