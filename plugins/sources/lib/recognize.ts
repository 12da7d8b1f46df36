import { open } from 'node:fs/promises';
import { StageFailure } from 'autointel';
import { fileTypeFromFile } from 'file-type';
import { decodeText, isReadable } from './decodeText.js';
import {
	extensionOf,
	type Format,
	isMediaType,
	isWritten,
	knownTypes,
	mediaFormat,
	promisedFormat,
	textFormat,
	tracksFormat
} from './formats.js';
import { sniffText } from './sniffText.js';

/** A file of which only the outside is known. */
interface Unrecognized {
	readonly path: string;
	/** File name or last part of the address. */
	readonly name: string;
	/** How messages call it. */
	readonly shown: string;
	/** What its server says. */
	readonly contentType?: string | undefined;
}

/** Documents that look like text at their beginning. */
const documents: ReadonlySet<string> = new Set(['application/pdf', 'application/rtf', 'application/postscript', 'application/eps']);

/**
 * What a file is: by its bytes first, then by what its server says, then by its name.
 *
 * @throws {StageFailure} `unknown-type`, or `not-text` for noise under the name of a text.
 */
export async function recognize({ path, name, shown, contentType }: Unrecognized): Promise<Format> {
	const head = await readHead(path);
	const { text } = decodeText(head, undefined, { partial: true });
	const magic = await fileTypeFromFile(path);
	const promised = promisedFormat(name, contentType);
	if (isReadable(text) && (magic === undefined || !documents.has(magic.mime))) {
		const format = readableFormat(text, name, promised, contentType);
		if (format !== undefined) return format;
		throw unknownType(`${shown} is a kind of text that is not known here`);
	}
	if (magic !== undefined && isMediaType(magic.mime)) return mediaFormat(magic.ext, magic.mime);
	if (magic?.mime === tracksFormat.contentType) return tracksFormat;
	if (magic !== undefined) throw unknownType(`${shown} is ${magic.mime}, which is not known here`);
	if (promised !== undefined && isWritten(promised)) throw noText(shown);
	throw unknownType(`${shown} is neither text nor audio nor video`);
}

/** Bytes under the name of a text that nobody can read. */
export function noText(shown: string): StageFailure {
	return new StageFailure('not-text', `${shown} is no text: it holds binary data or is damaged`, { hint: `Check the file. ${knownTypes}` });
}

function readableFormat(text: string, name: string, promised: Format | undefined, contentType: string | undefined): Format | undefined {
	const sniffed = sniffText(text);
	// A name or server that says subtitles or Markdown is believed; one that says text, or nothing, is looked at more closely.
	if (sniffed !== undefined && (sniffed.format !== 'srt' || promised === undefined || promised.format === 'txt')) return sniffed;
	if (promised !== undefined && isWritten(promised)) return promised;
	return extensionOf(name) === '' && contentType === undefined ? textFormat('txt') : undefined;
}

function unknownType(message: string): StageFailure {
	return new StageFailure('unknown-type', message, { hint: knownTypes });
}

async function readHead(path: string): Promise<Uint8Array> {
	const file = await open(path);
	try {
		const { bytesRead, buffer } = await file.read(new Uint8Array(16_384), 0, 16_384, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}
