/** The timeline as a picture: chapters, topics over the source, and what it dates. SVG without script or fonts of its own. */
import { formatPosition, type Position } from 'autointel';
import { escapeUTF8 } from 'entities';
import type { TimelineOutput } from './timelineOutput.js';
import { wordDate } from './wordDate.js';

export interface Chapter {
	readonly title: string;
	readonly at: Position;
}

const width = 960;
const left = 170;
const right = 24;
const rowHeight = 36;
const chapterHeight = 40;
const eventHeight = 24;
const mostEvents = 24;
const colours = ['#2f6fab', '#a8541c', '#3a7d44', '#7a4b9c', '#9c8418', '#3f7f86'];

/** `undefined`: there is nothing to draw. The same timeline gives the same picture. */
export function drawTimeline(
	{ stretches, topics, events }: Omit<TimelineOutput, 'picture'>,
	title: string,
	chapters: readonly Chapter[]
): string | undefined {
	const hasTopics = topics.length > 0;
	if (!hasTopics && events.length === 0) return undefined;
	const parts = [text(24, 32, title, 'title', 90)];
	let y = 56;
	if (hasTopics) {
		const axis = axisOf(stretches);
		parts.push(...chapters.map((chapter, index) => drawChapter(chapter, chapters[index + 1], index, axis, y)));
		y += chapters.length > 0 ? chapterHeight + 8 : 0;
		const highest = Math.max(...topics.flatMap(({ counts }) => counts));
		for (const [index, topic] of topics.entries()) {
			parts.push(drawTopic(topic, colours[index % colours.length] ?? '#333', highest, y));
			y += rowHeight;
		}
		parts.push(drawAxis(stretches, y));
		y += 44;
	}
	const shown = events.slice(0, mostEvents);
	if (shown.length > 1)
		parts.push(`<line class="rule" x1="${left - 14}" y1="${y + 4}" x2="${left - 14}" y2="${y + 4 + (shown.length - 1) * eventHeight}"/>`);
	for (const event of shown) {
		const [quote] = event.quotes;
		parts.push(
			`<circle cx="${left - 14}" cy="${y + 4}" r="4"/>`,
			text(left - 28, y + 8, wordDate(event), 'date', 24),
			quote === undefined ? '' : text(left, y + 8, `${formatPosition(quote)}  ${quote.quote}`, 'event', 112)
		);
		y += eventHeight;
	}
	const height = y + 12;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeUTF8(`Timeline of ${title}`)}">`,
		'<style>text{font:13px system-ui,sans-serif;fill:#222}.title{font-size:20px;font-weight:600}.topic,.date{text-anchor:end}.tick{font-size:11px;fill:#555;text-anchor:middle}.chapter{font-size:11px}.rule{stroke:#c8ccd2}</style>',
		`<rect width="${width}" height="${height}" fill="#fff"/>`,
		...parts,
		'</svg>',
		''
	].join('\n');
}

type Axis = (position: Position) => number;

function axisOf(stretches: TimelineOutput['stretches']): Axis {
	const [first, last] = [stretches[0], stretches.at(-1)];
	const from = first === undefined ? 0 : 'line' in first.at ? first.at.line : first.at.start;
	const to = last === undefined ? 1 : 'line' in last.at ? (last.lastLine ?? last.at.line) : last.at.end;
	return (position) => {
		const place = 'line' in position ? position.line : position.start;
		return left + Math.min(1, Math.max(0, (place - from) / Math.max(1e-9, to - from))) * (width - left - right);
	};
}

function drawChapter({ title, at }: Chapter, next: Chapter | undefined, index: number, axis: Axis, y: number): string {
	const start = axis(at);
	const end = next === undefined ? width - right : axis(next.at);
	const space = Math.max(0, end - start - 2);
	const letters = Math.floor((space - 10) / 6.2);
	const label = letters < 4 ? '' : text(start + 6, y + 24, title, 'chapter', letters);
	return `<g><rect x="${round(start)}" y="${y}" width="${round(space)}" height="${chapterHeight}" fill="${index % 2 === 0 ? '#eef1f5' : '#e2e7ee'}"><title>${escapeUTF8(title)}</title></rect>${label}</g>`;
}

function drawTopic({ topic, count, counts }: TimelineOutput['topics'][number], colour: string, highest: number, y: number): string {
	const step = (width - left - right) / counts.length;
	const bars = counts.map((value, index) => {
		const height = value === 0 ? 0 : Math.max(3, ((rowHeight - 8) * value) / highest);
		const x = left + index * step;
		return value === 0
			? ''
			: `<rect x="${round(x + 1)}" y="${round(y + rowHeight - 4 - height)}" width="${round(step - 2)}" height="${round(height)}" fill="${colour}"><title>${value}</title></rect>`;
	});
	const base = `<line class="rule" x1="${left}" y1="${y + rowHeight - 4}" x2="${width - right}" y2="${y + rowHeight - 4}"/>`;
	return `<g>${text(left - 12, y + rowHeight - 10, `${topic} (${count})`, 'topic', 24)}${base}${bars.join('')}</g>`;
}

function drawAxis(stretches: TimelineOutput['stretches'], y: number): string {
	const step = (width - left - right) / stretches.length;
	const every = Math.ceil(stretches.length / 10);
	return stretches
		.map(({ at }, index) => (index % every === 0 ? text(left + index * step, y + 16, formatPosition(at), 'tick', 12) : ''))
		.join('');
}

function text(x: number, y: number, words: string, style: string, most: number): string {
	const letters = [...words.replace(/\s+/gu, ' ')];
	const shown = letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('');
	return `<text class="${style}" x="${round(x)}" y="${round(y)}">${escapeUTF8(shown)}</text>`;
}

function round(value: number): string {
	return String(Math.round(value * 10) / 10);
}
