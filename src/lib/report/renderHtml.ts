/** Writes a report as one page that needs nothing else: `report.html`. No script, no request; a browser is told to make none. */
import { htmlEscape } from 'escape-goat';
import type { Report, Section } from '#lib/workflow/report';
import { HtmlTimes } from './HtmlTimes.js';
import { htmlStyle } from './htmlStyle.js';
import type { Pictures } from './readPictures.js';
import { type HtmlPage, renderHtmlBlock, renderHtmlFacts } from './renderHtmlBlock.js';
import type { RenderOptions } from './renderMarkdown.js';
import { visibleSections } from './visibleSections.js';

export interface PageOptions extends RenderOptions {
	/** See `readPictures`. Default: none, and the page names their files. */
	readonly pictures?: Pictures;
}

export function renderHtml(report: Report, { audience = 'member', pictures = new Map() }: PageOptions = {}): string {
	const sections = visibleSections(report, audience);
	const done = sections.filter(({ status }) => status === 'succeeded');
	const missing = sections.filter(({ status }) => status !== 'succeeded');
	const page = { times: new HtmlTimes(), files: report.files, pictures };
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="referrer" content="no-referrer">
<title>${htmlEscape(report.title)}</title>
<style>
${htmlStyle}
</style>
</head>
<body>
${renderHead(report)}
${renderContents(done, missing)}
<main>
${done.map((section) => renderSection(section, page)).join('\n')}
${renderMissing(missing)}
</main>
${renderFiles(report)}
</body>
</html>
`;
}

function renderHead({ title, summary, status, reason, kind, depth, source }: Report): string {
	const ending = reason === undefined ? status : `${status}: ${reason}`;
	return `<header>
<p class="kicker">${htmlEscape(`${kind} · ${depth}`)}</p>
<h1 dir="auto">${htmlEscape(title)}</h1>
<p class="summary" dir="auto">${htmlEscape(summary)}</p>
${status === 'succeeded' ? '' : `<p class="status">${htmlEscape(ending)}</p>\n`}<dl><dt>Source</dt><dd dir="auto">${renderSource(source)}</dd></dl>
</header>`;
}

function renderSource(source: string): string {
	return /^https?:\/\//iu.test(source)
		? `<a href="${htmlEscape(source)}" rel="noopener noreferrer">${htmlEscape(source)}</a>`
		: htmlEscape(source);
}

function renderContents(done: readonly Section[], missing: readonly Section[]): string {
	const links = done.map(({ stage, title }) => `<li><a href="#${idOf(stage)}">${htmlEscape(title)}</a></li>`);
	const rest = missing.length === 0 ? [] : ['<li><a href="#missing">Not in this report</a></li>'];
	return `<nav aria-label="Contents">\n<h2>Contents</h2>\n<ol>\n${[...links, ...rest].join('\n')}\n</ol>\n</nav>`;
}

function renderSection({ stage, title, blocks, notes }: Section, page: HtmlPage): string {
	const body = blocks.map((block) => renderHtmlBlock(block, page));
	return `<section id="${idOf(stage)}">\n<h2 dir="auto">${htmlEscape(title)}</h2>\n${[...body, ...notes.map(renderNote)].join('\n')}\n</section>`;
}

function renderNote(note: string): string {
	return `<p class="note" dir="auto">Note: ${htmlEscape(note)}</p>`;
}

function renderMissing(sections: readonly Section[]): string {
	if (sections.length === 0) return '';
	const items = sections.map(
		({ stage, title, status, reason, notes }) =>
			`<li id="${idOf(stage)}"><strong>${htmlEscape(title)}</strong> (${status}): ${htmlEscape([reason ?? '', ...notes].join(' · '))}</li>`
	);
	return `<section id="missing" class="missing">\n<h2>Not in this report</h2>\n<ul>\n${items.join('\n')}\n</ul>\n</section>`;
}

function renderFiles({ files }: Report): string {
	if (files.length === 0) return '';
	return `<footer>\n${renderHtmlFacts([{ label: 'Files', value: files.map(({ name }) => name).join(', ') }])}\n</footer>`;
}

/** Stage names are file names: anything else than letters and digits must not end an attribute or an address. */
function idOf(stage: string): string {
	return `stage-${htmlEscape(encodeURIComponent(stage))}`;
}
