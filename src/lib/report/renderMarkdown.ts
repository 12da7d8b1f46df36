/** Writes a report as Markdown (CommonMark with GitHub's tables): `report.md`. */
import type { Audience } from '#lib/workflow/plan';
import type { Quote } from '#lib/workflow/quote';
import type { Block, Item, Report, ReportFile, Section, WebSource } from '#lib/workflow/report';
import { escapeMarkdown } from './escapeMarkdown.js';
import { formatPosition } from './formatPosition.js';
import { heardUnclearly } from './heardUnclearly.js';
import { linkOf } from './linkOf.js';
import { speaksForItself } from './speaksForItself.js';
import { visibleSections } from './visibleSections.js';

export interface RenderOptions {
	/** Who reads it. Default: 'member', who does not get to see sections for operators. */
	readonly audience?: Audience;
}

export function renderMarkdown(report: Report, { audience = 'member' }: RenderOptions = {}): string {
	const sections = visibleSections(report, audience);
	const done = sections.filter(({ status }) => status === 'succeeded');
	const missing = sections.filter(({ status }) => status !== 'succeeded');
	const parts = [
		`# ${escapeMarkdown(report.title)}`,
		escapeMarkdown(report.summary),
		facts([
			{ label: 'Source', value: report.source },
			{ label: 'Analysis', value: `${report.kind}, ${report.depth}` },
			{ label: 'Status', value: report.reason === undefined ? report.status : `${report.status}: ${report.reason}` }
		]),
		...done.flatMap((section) => renderSection(section, report.files)),
		...renderMissing(missing),
		...renderFiles(report)
	];
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function renderSection({ title, blocks, notes }: Section, files: readonly ReportFile[]): readonly string[] {
	return [`## ${escapeMarkdown(title)}`, ...blocks.map((block) => renderBlock(block, files)), ...renderNotes(notes)];
}

function renderBlock(block: Block, files: readonly ReportFile[]): string {
	switch (block.type) {
		case 'paragraph':
			return [statement(block), ...quotesBelow(block), ...sourcesBelow(block, '')].join('\n\n');
		case 'list':
			return withTitle(block.title, block.items.map((item, index) => listItem(item, block.ordered ? `${index + 1}.` : '-')).join('\n'));
		case 'facts':
			return withTitle(block.title, facts(block.items));
		case 'table':
			return withTitle(block.title, table(block.columns, block.rows));
		case 'picture':
			return picture(block, files);
	}
}

/** The file lies beside the report. */
function picture({ artifact, alt }: Extract<Block, { type: 'picture' }>, files: readonly ReportFile[]): string {
	const file = files.find((candidate) => candidate.artifact === artifact);
	return file === undefined ? escapeMarkdown(alt) : `![${escapeMarkdown(alt)}](${encodeURIComponent(file.name)})`;
}

function withTitle(title: string | undefined, body: string): string {
	return title === undefined ? body : `### ${escapeMarkdown(title)}\n\n${body}`;
}

function listItem(item: Item, marker: string): string {
	const indent = ' '.repeat(marker.length + 1);
	return `${marker} ${[statement(item), ...quotesBelow(item), ...sourcesBelow(item, indent)].join(`\n\n${indent}`)}`;
}

function statement(item: Item): string {
	const quote = speaksForItself(item);
	if (quote !== undefined) return quoted(quote);
	return `${escapeMarkdown(item.text)}${item.at === undefined ? '' : ` (${formatPosition(item.at)})`}`;
}

function quotesBelow(item: Item): readonly string[] {
	return speaksForItself(item) === undefined ? (item.evidence ?? []).map((quote) => `> ${quoted(quote)}`) : [];
}

/** `indent`: what the lines after the first one begin with. */
function sourcesBelow({ sources = [] }: Item, indent: string): readonly string[] {
	return sources.length === 0 ? [] : [sources.map((source) => `- ${cited(source)}`).join(`\n${indent}`)];
}

function cited({ title, url, passage, says }: WebSource): string {
	const link = linkOf(url);
	const page = link === undefined ? escapeMarkdown(title) : `[${escapeMarkdown(title)}](${link})`;
	return `${says === undefined ? '' : `${escapeMarkdown(says)}: `}${page}${passage === undefined ? '' : `: “${escapeMarkdown(passage)}”`}`;
}

function quoted(quote: Quote): string {
	const place = `${formatPosition(quote)}${'uncertain' in quote ? ` (${heardUnclearly})` : ''}`;
	const source = quote.speaker === undefined ? place : `${quote.speaker}, ${place}`;
	return `“${escapeMarkdown(quote.quote)}” — ${escapeMarkdown(source)}`;
}

function facts(items: readonly { readonly label: string; readonly value: string }[]): string {
	return items.map(({ label, value }) => `- **${escapeMarkdown(label)}:** ${escapeMarkdown(value)}`).join('\n');
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${columns.map((_, index) => escapeMarkdown(cells[index] ?? '')).join(' | ')} |`;
	return [line(columns), `|${' --- |'.repeat(columns.length)}`, ...rows.map(line)].join('\n');
}

function renderNotes(notes: readonly string[]): readonly string[] {
	return notes.length === 0 ? [] : [notes.map((note) => `*Note: ${escapeMarkdown(note)}*`).join('  \n')];
}

function renderMissing(sections: readonly Section[]): readonly string[] {
	if (sections.length === 0) return [];
	const items = sections.map(({ title, status, reason }) => `- ${escapeMarkdown(`${title} (${status}): ${reason ?? ''}`)}`);
	const notes = sections.flatMap((section) => renderNotes(section.notes));
	return ['## Not in this report', items.join('\n'), ...notes];
}

function renderFiles({ files }: Report): readonly string[] {
	return files.length === 0 ? [] : ['## Files', files.map(({ name }) => `- ${escapeMarkdown(name)}`).join('\n')];
}
