/** What a workflow analyses: a file of this machine (absolute path) or something at an address. */
export type Source = FileSource | UrlSource;

interface FileSource {
	readonly type: 'file';
	/** Absolute path. */
	readonly path: string;
	/** How it was called where it came from; default: the last part of its path. The path is nobody's business then. */
	readonly name?: string;
}

export interface UrlSource {
	readonly type: 'url';
	readonly url: string;
}

/** How a source is named to people: the file's name or path, or the address. */
export function describeSource(source: Source): string {
	return source.type === 'file' ? (source.name ?? source.path) : source.url;
}

/**
 * Whether a source was uploaded by somebody of a Discord server, or recorded there (by Craig): then the people in it are no public figures,
 * and nobody is profiled.
 */
export function isDiscordAttachment(source: Source): boolean {
	// Discord's addresses die, so attachments are stored before they are queued: as files with the name that they had there.
	if (source.type === 'file') return 'name' in source && source.name !== undefined;
	if (!URL.canParse(source.url)) return false;
	return /^(?:(?:cdn|media|images-ext-\d+)\.discordapp\.(?:com|net)|(?:www\.)?craig\.(?:horse|chat))$/iu.test(new URL(source.url).hostname);
}
