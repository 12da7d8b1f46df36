import type { Extracted, PageAddress } from './extractArticle.js';

/**
 * The article in a page, or why there is none. Large pages are heavy work: call it from stages that are `isolated`.
 *
 * @example
 * ```ts
 * const found = await readArticle(html, { requestedUrl: url, url: response.url });
 * if ('article' in found) return found.article.lines;
 * ```
 */
export async function readArticle(html: string, address: PageAddress = {}): Promise<Extracted> {
	// Loaded where it is needed: most workflows read no page, and it is large.
	const { extractArticle } = await import('./extractArticle.js');
	return extractArticle(html, address);
}
