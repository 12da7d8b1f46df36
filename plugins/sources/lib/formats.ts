/** What a source can be, by name and by what its server says. Pure tables and look-ups; nobody has looked at the bytes yet. */
export const forms = ['media', 'tracks', 'subtitles', 'text', 'article'] as const;
type Form = (typeof forms)[number];

export interface Format {
	readonly form: Form;
	/** As in `vtt` or `mp3`. */
	readonly format: string;
	readonly contentType: string;
	/** For people. */
	readonly label: string;
}

/** More than anybody speaks or writes in one piece, and as much of a page as is parsed. */
export const maxTextBytes = 10_000_000;

interface TextFormat extends Format {
	readonly extensions: readonly string[];
	/** Other names that servers use. */
	readonly aliases: readonly string[];
}

const textFormats: readonly TextFormat[] = [
	{ form: 'subtitles', format: 'vtt', contentType: 'text/vtt', label: 'Subtitles (WebVTT)', extensions: ['vtt', 'webvtt'], aliases: [] },
	{
		form: 'subtitles',
		format: 'srt',
		contentType: 'application/x-subrip',
		label: 'Subtitles (SubRip)',
		extensions: ['srt'],
		aliases: ['text/srt', 'application/srt', 'text/x-subrip', 'text/x-srt']
	},
	{
		form: 'text',
		format: 'md',
		contentType: 'text/markdown',
		label: 'Text (Markdown)',
		extensions: ['md', 'markdown'],
		aliases: ['text/x-markdown']
	},
	{ form: 'text', format: 'txt', contentType: 'text/plain', label: 'Text', extensions: ['txt', 'text'], aliases: [] },
	{
		form: 'article',
		format: 'html',
		contentType: 'text/html',
		label: 'Article (web page)',
		extensions: ['html', 'htm', 'xhtml'],
		aliases: ['application/xhtml+xml']
	}
];

const mediaExtensions: ReadonlySet<string> = new Set(
	'aac aif aiff amr avi flac flv m4a m4b m4v mka mkv mov mp2 mp3 mp4 mpeg mpg oga ogg ogv opus ts wav weba webm wma wmv 3gp'.split(' ')
);

/** An archive of recordings that were made at the same time, one per speaker. */
export const tracksFormat: Format = { form: 'tracks', format: 'zip', contentType: 'application/zip', label: 'Tracks (zip)' };

export const knownTypes = 'Known are .txt, .md, .srt, .vtt, .html, audio and video files, and a .zip of tracks.';

/** Whether it has words that can be read, not only heard. */
export function isWritten({ form }: Pick<Format, 'form'>): boolean {
	return form === 'subtitles' || form === 'text' || form === 'article';
}

/** Whether a name promises a recording. */
export function isRecordingName(name: string): boolean {
	return mediaExtensions.has(extensionOf(name));
}

export function textFormat(format: 'vtt' | 'srt' | 'md' | 'txt' | 'html'): Format {
	const found = textFormats.find((candidate) => candidate.format === format);
	if (found === undefined) throw new RangeError(`no text format ${format}`);
	return plain(found);
}

/** For people, as in `Subtitles (WebVTT)`. */
export function labelOf({ format, contentType = '' }: { readonly format: string; readonly contentType?: string }): string {
	if (format === tracksFormat.format) return tracksFormat.label;
	return textFormats.find((candidate) => candidate.format === format)?.label ?? mediaFormat(format, contentType).label;
}

export function mediaFormat(format: string, contentType: string): Format {
	const label = contentType.startsWith('audio/') ? 'Audio' : contentType.startsWith('video/') ? 'Video' : 'Recording';
	return { form: 'media', format, contentType, label: `${label} (${format})` };
}

/** What a name and, where there is one, a server's `content-type` promise. `undefined`: nothing that is known. */
export function promisedFormat(name: string, contentType?: string): Format | undefined {
	const type = mediaTypeOf(contentType);
	const byName = formatByExtension(extensionOf(name));
	if (type === undefined || vagueTypes.has(type)) return byName ?? (type === 'text/plain' ? textFormat('txt') : undefined);
	if (zipTypes.has(type)) return tracksFormat;
	if (isMediaType(type)) return byName?.form === 'media' ? mediaFormat(byName.format, type) : mediaFormat(subtypeOf(type), type);
	const byType = textFormats.find(({ contentType: own, aliases }) => own === type || aliases.includes(type));
	return byType && plain(byType);
}

/** Types that servers give to whatever they do not know. */
const vagueTypes: ReadonlySet<string> = new Set(['application/octet-stream', 'binary/octet-stream', 'text/plain']);

const zipTypes: ReadonlySet<string> = new Set(['application/zip', 'application/x-zip-compressed', 'application/x-zip']);

export function isMediaType(type: string): boolean {
	return /^(?:audio|video)\//.test(type) || type === 'application/ogg' || type === 'application/mp4' || type === 'application/mxf';
}

/** Lower case, without parameters. */
function mediaTypeOf(contentType: string | undefined): string | undefined {
	return contentType?.split(';', 1)[0]?.trim().toLowerCase() || undefined;
}

/** The encoding that a `content-type` names. */
export function charsetOf(contentType: string | undefined): string | undefined {
	return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1];
}

/** Lower case, without the dot; empty where there is none. */
export function extensionOf(name: string): string {
	return /[^.]\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

function formatByExtension(extension: string): Format | undefined {
	const text = textFormats.find(({ extensions }) => extensions.includes(extension));
	if (text !== undefined) return plain(text);
	if (extension === 'zip') return tracksFormat;
	return mediaExtensions.has(extension) ? mediaFormat(extension, 'application/octet-stream') : undefined;
}

function subtypeOf(type: string): string {
	const subtype = type.split('/')[1]?.replace(/^x-/, '') ?? type;
	return type === 'audio/mpeg' ? 'mp3' : subtype;
}

function plain({ form, format, contentType, label }: TextFormat): Format {
	return { form, format, contentType, label };
}
