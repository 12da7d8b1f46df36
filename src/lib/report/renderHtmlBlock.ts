/** Writes one block of a section as HTML. Everything that is said in it is escaped. */
import { htmlEscape } from 'escape-goat';
import type { Quote } from '#lib/workflow/quote';
import type { Block, Item, ReportFile, WebSource } from '#lib/workflow/report';
import type { HtmlTimes } from './HtmlTimes.js';
import { heardUnclearly } from './heardUnclearly.js';
import { linkOf } from './linkOf.js';
import type { Pictures } from './readPictures.js';
import { speaksForItself } from './speaksForItself.js';

/** What all blocks of a page have in common. */
export interface HtmlPage {
	readonly times: HtmlTimes;
	readonly files: readonly ReportFile[];
	readonly pictures: Pictures;
}

export function renderHtmlBlock(block: Block, { times, files, pictures }: HtmlPage): string {
	switch (block.type) {
		case 'paragraph':
			return statement(block, times, 'p');
		case 'list':
			return `${heading(block.title)}${list(block, times)}`;
		case 'facts':
			return `${heading(block.title)}${renderHtmlFacts(block.items)}`;
		case 'table':
			return table(block);
		case 'picture':
			return picture(block, files, pictures);
	}
}

export function renderHtmlFacts(items: readonly { readonly label: string; readonly value: string }[]): string {
	const rows = items.map(({ label, value }) => `<dt>${htmlEscape(label)}</dt><dd dir="auto">${htmlEscape(value)}</dd>`);
	return `<dl>${rows.join('')}</dl>`;
}

function heading(title: string | undefined): string {
	return title === undefined ? '' : `<h3 dir="auto">${htmlEscape(title)}</h3>\n`;
}

function list({ ordered, items }: Extract<Block, { type: 'list' }>, times: HtmlTimes): string {
	const tag = ordered ? 'ol' : 'ul';
	const lines = items.map(
		(item) => `<li${speaksForItself(item) === undefined ? '' : ' class="said"'}>${statement(item, times, 'div')}</li>`
	);
	if (lines.length <= mostOpen.items) return `<${tag}>\n${lines.join('\n')}\n</${tag}>`;
	const open = lines.slice(0, openOfMany.items);
	const folded = lines.slice(open.length);
	const goesOn = ordered ? ` start="${open.length + 1}"` : '';
	return `<${tag}>\n${open.join('\n')}\n</${tag}>\n${foldedAway(folded.length, `\n<${tag}${goesOn}>\n${folded.join('\n')}\n</${tag}>`)}`;
}

function statement(item: Item, times: HtmlTimes, tag: 'p' | 'div'): string {
	const words = speaksForItself(item) === undefined ? `<${tag} dir="auto">${place(item, times)}${htmlEscape(item.text)}</${tag}>` : '';
	return [words, quotes(item.evidence ?? [], times), cited(item.sources ?? [])].join('');
}

/** More than this in one list, or for one statement, is folded away but for the first few. */
const mostOpen = { items: 15, quotes: 8 };
const openOfMany = { items: 10, quotes: 5 };

function foldedAway(count: number, html: string): string {
	return `<details><summary>${count} more</summary>${html}</details>`;
}

function quotes(evidence: readonly Quote[], times: HtmlTimes): string {
	const shown = evidence.map((quote) => blockquote(quote, times));
	if (shown.length <= mostOpen.quotes) return shown.join('');
	const folded = shown.slice(openOfMany.quotes);
	return `${shown.slice(0, openOfMany.quotes).join('')}${foldedAway(folded.length, folded.join(''))}`;
}

function place({ at }: Item, times: HtmlTimes): string {
	return at === undefined ? '' : `${times.link(at)} `;
}

function blockquote(quote: Quote, times: HtmlTimes): string {
	const speaker = quote.speaker === undefined ? '' : `${htmlEscape(quote.speaker)}, `;
	const doubt = 'uncertain' in quote ? ` (${heardUnclearly})` : '';
	return `<blockquote><p dir="auto">“${htmlEscape(quote.quote)}”</p><footer>${speaker}${times.link(quote)}${doubt}</footer></blockquote>`;
}

function cited(sources: readonly WebSource[]): string {
	const lines = sources.map(({ title, url, passage, says }) => {
		const link = linkOf(url);
		const page =
			link === undefined ? htmlEscape(title) : `<a href="${htmlEscape(link)}" rel="noopener noreferrer">${htmlEscape(title)}</a>`;
		return `<li dir="auto">${says === undefined ? '' : `${htmlEscape(says)}: `}${page}${passage === undefined ? '' : `: “${htmlEscape(passage)}”`}</li>`;
	});
	return lines.length === 0 ? '' : `<ul class="sources">${lines.join('')}</ul>`;
}

const pictureTypes: ReadonlySet<string> = new Set(['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp']);

/** Inside the page, where no script of a picture can run. */
function picture({ artifact, alt }: Extract<Block, { type: 'picture' }>, files: readonly ReportFile[], pictures: Pictures): string {
	const file = files.find((candidate) => candidate.artifact === artifact);
	const bytes = pictures.get(artifact);
	if (file === undefined || bytes === undefined || !pictureTypes.has(file.mediaType)) {
		return `<p class="note" dir="auto">${htmlEscape(file === undefined ? alt : `${alt}: ${file.name}`)}</p>`;
	}
	return `<figure tabindex="0"><img alt="${htmlEscape(alt)}" src="data:${file.mediaType};base64,${Buffer.from(bytes).toString('base64')}"></figure>`;
}

function table({ title, columns, rows }: Extract<Block, { type: 'table' }>): string {
	const caption = title === undefined ? '' : `<caption dir="auto">${htmlEscape(title)}</caption>`;
	const head = columns.map((column) => `<th scope="col">${htmlEscape(column)}</th>`).join('');
	const body = rows.map((row) => `<tr>${columns.map((_, index) => `<td dir="auto">${htmlEscape(row[index] ?? '')}</td>`).join('')}</tr>`);
	return `<div class="table" tabindex="0"><table>${caption}<thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}
