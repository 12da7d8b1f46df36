import type { HtmlNode } from './html.js';

const elementNode = 1;
const textNode = 3;

const blocks: ReadonlySet<string> = new Set(
	`ADDRESS ARTICLE ASIDE BLOCKQUOTE CAPTION DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P
	PRE SECTION SUMMARY TABLE TBODY TFOOT THEAD TR UL`.split(/\s+/)
);

const silent: ReadonlySet<string> = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'SVG', 'BUTTON', 'INPUT', 'SELECT', 'TEXTAREA']);

/** The text of a page, one paragraph, heading, list item or table row per line, in reading order. */
export function articleLines(root: HtmlNode): readonly string[] {
	const lines: string[] = [];
	let line = '';
	const endLine = () => {
		// A break is a space, two are a new paragraph.
		for (const part of line.split(/\n[^\S\n]*\n/)) {
			const text = part.replace(/\s+/g, ' ').trim();
			if (text !== '') lines.push(text);
		}
		line = '';
	};
	const walk = (node: HtmlNode, preformatted: boolean): void => {
		if (node.nodeType === textNode) {
			const text = node.textContent ?? '';
			line += preformatted ? text.replaceAll('\n', '\n\n') : text.replace(/\s+/g, ' ');
		}
		const name = node.nodeName.toUpperCase();
		if (node.nodeType !== elementNode || silent.has(name)) return;
		if (name === 'BR') line += '\n';
		if (blocks.has(name)) endLine();
		for (const child of node.childNodes) walk(child, preformatted || name === 'PRE');
		if (name === 'TD' || name === 'TH') line += ' ';
		if (blocks.has(name)) endLine();
	};
	walk(root, false);
	endLine();
	return lines;
}
