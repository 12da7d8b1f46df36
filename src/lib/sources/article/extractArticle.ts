import { Readability } from '@mozilla/readability';
import { articleLines } from './articleLines.js';
import { type HtmlDocument, type HtmlElement, oneLine, parseHtml } from './html.js';
import { languageTag } from './languageTag.js';
import { notAnArticle } from './notAnArticle.js';

/** What a page says, without what stands around it. */
export interface Article {
	/** Empty where the page has none. */
	readonly title: string;
	readonly author?: string;
	/** As the page writes it. */
	readonly published?: string;
	readonly site?: string;
	/** A BCP 47 tag. */
	readonly language?: string;
	readonly lines: readonly string[];
}

/** Where a page was asked for, and the address that answered. */
export interface PageAddress {
	readonly requestedUrl?: string | undefined;
	readonly url?: string | undefined;
}

export type Extracted = { readonly article: Article } | { readonly refusal: string };

/** Finds the article in a page, or why there is none. Heavy for large pages. */
export function extractArticle(html: string, address: PageAddress = {}): Extracted {
	try {
		return extract(html, address);
	} catch (error) {
		// Nested too deep to be walked through.
		if (error instanceof RangeError) return { refusal: 'is built so that it cannot be read' };
		throw error;
	}
}

function extract(html: string, address: PageAddress): Extracted {
	const document = parseHtml(html);
	// Readability takes the document apart, so everything else is read before.
	const title = oneLine(document.title);
	const pageText = document.body.textContent ?? '';
	const hasPasswordField = document.querySelector('input[type="password"]') !== null;
	const saysPaid = [...document.querySelectorAll('script[type="application/ld+json"]')].some(({ textContent }) =>
		/"isAccessibleForFree"\s*:\s*"?false/i.test(textContent ?? '')
	);
	const dated = publishedIn(document);
	const declaredLanguage = document.documentElement.getAttribute('lang');
	const found = readability(document);
	const lines = found?.content ? articleLines(found.content) : [];
	const linkShare = found?.content ? shareOfLinks(found.content) : 0;
	const refusal = notAnArticle({ title, pageText, hasPasswordField, saysPaid, lines, linkShare, ...address });
	if (refusal !== undefined) return { refusal };
	const site = oneLine(found?.siteName);
	const language = languageTag(declaredLanguage ?? found?.lang);
	const author = oneLine(found?.byline);
	const published = oneLine(found?.publishedTime) || dated;
	return {
		article: {
			title: withoutSite(oneLine(found?.title) || title, site),
			...(author === '' ? {} : { author }),
			...(published === '' ? {} : { published }),
			...(site === '' ? {} : { site }),
			...(language === undefined ? {} : { language }),
			lines
		}
	};
}

function readability(document: HtmlDocument) {
	const reader = new Readability<HtmlElement>(document as unknown as ConstructorParameters<typeof Readability>[0], {
		serializer: (node) => node as unknown as HtmlElement
	});
	return reader.parse();
}

/** Only what is marked as the date of publication: any other date on a page may mean anything. */
function publishedIn(document: HtmlDocument): string {
	const marked = document.querySelector('[itemprop="datePublished"], time[pubdate]');
	return oneLine(marked?.getAttribute('datetime') ?? marked?.getAttribute('content'));
}

function shareOfLinks(content: HtmlElement): number {
	const length = (text: string | null) => oneLine(text).length;
	const inLinks = [...content.querySelectorAll('a[href]')].reduce((sum, { textContent }) => sum + length(textContent), 0);
	return inLinks / Math.max(1, length(content.textContent));
}

/** `The bridge - The Daily` on the site `The Daily` is called `The bridge`. */
function withoutSite(title: string, site: string): string {
	const shortened = site !== '' && title.toLowerCase().endsWith(site.toLowerCase()) ? title.slice(0, -site.length) : title;
	return shortened === title ? title : shortened.replace(/\s*[-–—|·:»]\s*$/, '') || title;
}
