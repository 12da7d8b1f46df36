import { AutointelError } from '#lib/errors/AutointelError';
import { readArticle } from '#lib/sources/article/readArticle';
import { decodePage } from './decodePage.js';
import type { ReadPage } from './Page.js';

/** Decoded bytes. */
const maxBytes = 3_000_000;
/** From the call to the last byte, in milliseconds. */
const timeoutMs = 10_000;
/** Characters: nobody looks for one sentence in a whole book. */
const longestPage = 300_000;

export interface PageDoor {
	fetch(url: string, options: { readonly maxBytes: number; readonly timeoutMs: number }): Promise<Response>;
}

/**
 * Fetches a page and takes out what it says. It never throws because of the page.
 *
 * @throws whatever the door throws that is no `AutointelError`: it was told to stop.
 */
export async function readPage(url: string, { fetch }: PageDoor): Promise<ReadPage> {
	try {
		const response = await fetch(url, { maxBytes, timeoutMs });
		if (!response.ok) return { refusal: `answered ${response.status}` };
		const contentType = response.headers.get('content-type') ?? '';
		const isHtml = /^(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType);
		if (!isHtml && !/^text\/plain\b/i.test(contentType)) return { refusal: 'is no page' };
		const text = decodePage(new Uint8Array(await response.arrayBuffer()), contentType);
		const address = response.url || url;
		if (!isHtml) return { page: { url: address, title: '', lines: shortened(text.split('\n')) } };
		const found = await readArticle(text, { requestedUrl: url, url: address });
		if ('refusal' in found) return found;
		const { article } = found;
		return { page: { ...article, url: address, lines: shortened(article.lines) } };
	} catch (error) {
		if (error instanceof AutointelError) return { refusal: refusals[error.code] ?? 'cannot be read' };
		throw error;
	}
}

const refusals: Readonly<Record<string, string>> = {
	'address-refused': 'leads to a private or local address',
	'too-large': 'is larger than a page',
	'timed-out': 'did not answer in time',
	unreachable: 'cannot be reached'
};

function shortened(lines: readonly string[]): readonly string[] {
	let length = 0;
	return lines
		.map((line) => line.trim())
		.filter((line) => {
			length += line.length;
			return line !== '' && length <= longestPage;
		});
}
