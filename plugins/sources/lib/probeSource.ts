import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type StageContext, StageFailure } from 'autointel';
import { decodeText } from './decodeText.js';
import { knownTypes, promisedFormat } from './formats.js';
import { isCraigLink } from './links/craigLink.js';
import { directLink } from './links/directLink.js';
import { checkLocalFile, type LocalFile } from './localFile.js';
import { nameOfUrl, shownUrl } from './names.js';
import type { ProbedSource } from './planOutput.js';
import { probeUrl } from './probeUrl.js';
import { recognize } from './recognize.js';
import { lastCueEnd, stripCues, wordsIn } from './textMeasures.js';
import { isVideoSite } from './ytdlp/videoSites.js';

/** A text up to this size is read for its length; reading a longer one would hold up everything else. */
const readableBytes = 1_000_000;

/** Looks at a file of this machine: its type and size, and of subtitles and texts the length. */
export async function probeFile({ path, name }: LocalFile, maxBytes: number): Promise<ProbedSource> {
	const shown = name ?? path;
	const bytes = await checkLocalFile(path, maxBytes, shown);
	const { form, format } = await recognize({ path, name: name ?? basename(path), shown });
	if (bytes > readableBytes || (form !== 'subtitles' && form !== 'text')) return { form, format, bytes };
	const { text } = decodeText(await readFile(path));
	const written = form === 'subtitles' ? stripCues(text) : text;
	const words = wordsIn(written);
	const durationSeconds = form === 'subtitles' ? lastCueEnd(text) : undefined;
	return {
		form,
		format,
		bytes,
		...(words > 0 ? { words, characters: written.length } : {}),
		...(durationSeconds === undefined ? {} : { durationSeconds })
	};
}

/** Asks the server what an address leads to, without having it sent. */
export async function probeAddress(url: string, context: Pick<StageContext<unknown, unknown>, 'fetch'>): Promise<ProbedSource> {
	const hidden = isVideoSite(url) || isCraigLink(url);
	const probe = hidden ? undefined : await probeUrl(directLink(url), context);
	const promised = hidden ? undefined : promisedFormat(nameOfUrl(probe?.url ?? url), probe?.contentType);
	if (promised === undefined) {
		throw new StageFailure('unknown-type', `${shownUrl(url)} does not say what it is before it is downloaded`, { hint: knownTypes });
	}
	return { form: promised.form, format: promised.format, ...(probe?.bytes === undefined ? {} : { bytes: probe.bytes }) };
}
