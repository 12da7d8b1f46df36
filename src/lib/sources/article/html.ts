import { parseHTML } from 'linkedom';
import { type DefaultTreeAdapterTypes, parse, serialize } from 'parse5';

/** As much of a document as we use: the compiler knows no DOM here, and should not, because there is none in Node. */
export interface HtmlNode {
	readonly nodeType: number;
	/** Upper case for elements. */
	readonly nodeName: string;
	readonly textContent: string | null;
	readonly childNodes: Iterable<HtmlNode>;
}

export interface HtmlElement extends HtmlNode {
	getAttribute(name: string): string | null;
	querySelectorAll(selector: string): Iterable<HtmlElement>;
	querySelector(selector: string): HtmlElement | null;
}

export interface HtmlDocument extends HtmlElement {
	readonly documentElement: HtmlElement;
	readonly body: HtmlElement;
	readonly title: string;
}

/**
 * Parses a page as browsers do. linkedom alone would take what pages may leave out (`html`, `head`, `body`) for missing.
 *
 * @throws {RangeError} when the page is nested deeper than any that people write.
 */
export function parseHtml(html: string): HtmlDocument {
	const tree = parse(html);
	checkDepth(tree);
	const { document } = parseHTML(serialize(tree)) as unknown as { readonly document: HtmlDocument };
	return document;
}

// Readability's time grows faster than the square of the depth: 8 s at 1,000.
const deepest = 250;

function checkDepth(tree: DefaultTreeAdapterTypes.Document): void {
	let level: readonly DefaultTreeAdapterTypes.Node[] = [tree];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > deepest) throw new RangeError(`nested deeper than ${deepest}`);
		level = level.flatMap((node) => ('childNodes' in node ? node.childNodes : []));
	}
}

/** Text on one line. */
export function oneLine(text: string | null | undefined): string {
	return (text ?? '').replace(/\s+/g, ' ').trim();
}
