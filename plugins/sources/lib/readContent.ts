import { readFile, stat } from 'node:fs/promises';
import { languageTag, readArticle, StageFailure } from 'autointel';
import type { ContentOutput } from './contentOutput.js';
import { decodeText, isReadable } from './decodeText.js';
import { charsetOf, type Format, isWritten, maxTextBytes } from './formats.js';
import { emptySource } from './localFile.js';
import { titleFromName } from './names.js';
import { noText, recognize } from './recognize.js';
import { charsetInPage } from './sniffText.js';
import { subtitleHeader } from './subtitleHeader.js';
import { sizeText } from './wording.js';

/** Something that lies in the artifact store and has not been looked at. */
export interface StoredContent {
	/** Where its bytes lie. */
	readonly path: string;
	/** File name or last part of the address. */
	readonly name: string;
	/** How messages call it: path or address. */
	readonly shown: string;
	/** What its server says. */
	readonly contentType?: string | undefined;
	readonly contentLanguage?: string | undefined;
	readonly requestedUrl?: string | undefined;
	readonly url?: string | undefined;
}

/** What was found in it; `text` still as words. */
export interface ReadContent extends Omit<ContentOutput, 'artifact' | 'bytes' | 'notes'> {
	readonly notes: readonly string[];
}

/**
 * Finds out what a stored source is, and takes its words out where it has written ones.
 *
 * @throws {StageFailure} `empty-source`, `unknown-type`, `not-text`, `not-an-article`, `too-large`.
 */
export async function readContent(content: StoredContent): Promise<ReadContent> {
	const { size } = await stat(content.path);
	if (size === 0) throw emptySource(content.shown);
	const format = await recognize(content);
	if (!isWritten(format)) return described(content, format, { title: titleFromName(content.name), notes: [] });
	if (size > maxTextBytes) {
		throw new StageFailure('too-large', `${content.shown} has ${sizeText(size)}, and ${sizeText(maxTextBytes)} are allowed for a text`, {
			hint: 'Split it, and name one part.'
		});
	}
	const bytes = await readFile(content.path);
	const named = charsetOf(content.contentType) ?? (format.format === 'html' ? charsetInPage(bytes) : undefined);
	const { text, encoding, guessed } = decodeText(bytes, named);
	if (!isReadable(text)) throw noText(content.shown);
	if (text.trim() === '') throw emptySource(content.shown);
	const notes = guessed ? [`Read as ${encoding}: it is not UTF-8 and names no other encoding.`] : [];
	return format.form === 'article' ? asArticle(content, format, text, notes) : asText(content, format, text, notes);
}

function asText(content: StoredContent, format: Format, text: string, notes: readonly string[]): ReadContent {
	const header = format.format === 'vtt' ? subtitleHeader(text) : {};
	const heading = format.format === 'md' ? /^#[ \t]+(\S.*?)[ \t]*#*$/m.exec(text)?.[1] : undefined;
	const language = header.language ?? languageTag(content.contentLanguage);
	return described(content, format, {
		title: header.title ?? heading ?? titleFromName(content.name),
		...(language === undefined ? {} : { language }),
		text,
		notes
	});
}

async function asArticle(content: StoredContent, format: Format, html: string, notes: readonly string[]): Promise<ReadContent> {
	const found = await readArticle(html, content);
	if ('refusal' in found) {
		throw new StageFailure('not-an-article', `${content.shown} ${found.refusal}`, {
			hint: 'Open the page yourself, save its text to a file, and name the file.'
		});
	}
	const { lines, title, language = languageTag(content.contentLanguage), ...article } = found.article;
	return described(content, format, {
		...article,
		title: title || titleFromName(content.name),
		...(language === undefined ? {} : { language }),
		text: `${lines.join('\n')}\n`,
		notes
	});
}

function described<Found extends object>({ name, url }: StoredContent, { form, format, contentType }: Format, found: Found) {
	return { form, format, contentType, name, ...(url === undefined ? {} : { url }), ...found };
}
