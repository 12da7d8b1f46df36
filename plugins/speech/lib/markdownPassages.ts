import type { Nodes, Parents } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmTable } from 'micromark-extension-gfm-table';
import { linesOf, type TextPassage } from './TextPassage.js';

/**
 * The prose of a Markdown text: paragraphs, headings and table cells, line by line. Code, HTML and front matter are left out. What stays
 * is verbatim: markup in the middle of a line (`**`, a link) stays in it, so that every quote is found in its line.
 */
export function markdownPassages(text: string): TextPassage[] {
	const lines = linesOf(text);
	const tree = fromMarkdown(lines.join('\n'), {
		extensions: [frontmatter(), gfmTable()],
		mdastExtensions: [frontmatterFromMarkdown(), gfmTableFromMarkdown()]
	});
	const passages: TextPassage[] = [];
	// No recursion: blocks can be nested deeper than the call stack is.
	const open: Nodes[] = [tree];
	for (let node = open.pop(); node; node = open.pop()) {
		if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') passages.push(...passagesOf(node, lines));
		else if ('children' in node) open.push(...node.children.toReversed());
	}
	return passages;
}

function passagesOf(block: Parents, lines: readonly string[]): TextPassage[] {
	const inner = unwrap(block);
	const first = inner.children.at(0)?.position?.start;
	const last = inner.children.at(-1)?.position?.end;
	if (!first || !last || inner.children.every(({ type }) => type === 'image' || type === 'imageReference')) return [];
	return lines
		.slice(first.line - 1, last.line)
		.map((source, number) => {
			const line = first.line + number;
			const to = line === last.line ? last.column - 1 : source.length;
			// From the second line on, the marks of the quotes that the block stands in come first.
			const from = line === first.line ? first.column - 1 : (/^[\s>]*/.exec(source)?.[0].length ?? 0);
			return { text: source.slice(from, to).replace(checkbox, '').trim(), line };
		})
		.filter(({ text }) => text !== '');
}

const checkbox = /^\s*\[[ xX]\]\s/;

/** A block that is all bold or all a link reads as what is inside. */
function unwrap(block: Parents): Parents {
	let inner = block;
	for (;;) {
		const [only, ...others] = inner.children;
		const wraps = only?.type === 'strong' || only?.type === 'emphasis' || only?.type === 'link' || only?.type === 'linkReference';
		if (!wraps || others.length > 0) return inner;
		inner = only;
	}
}
