import { type Block, formatPosition, type Position, type SectionContent, section } from 'autointel';
import type { TimelineOutput } from './timelineOutput.js';
import { wordDate } from './wordDate.js';

/** The section of the report: what the source dates, in the order in which it happened, and when each topic comes up. */
export function timelineSection({ events, withoutYear, topics, stretches, picture, notes }: TimelineOutput): SectionContent {
	const blocks: Block[] = [
		...(picture === undefined ? [] : [{ type: 'picture' as const, artifact: picture.artifact, alt: 'Chapters, topics and dates, drawn' }]),
		{ type: 'list', title: 'What it dates', items: events.map((event) => ({ text: wordDate(event), evidence: event.quotes })) },
		{ type: 'list', title: 'Days without a year', items: withoutYear.map(({ words, quotes }) => ({ text: words, evidence: quotes })) },
		{
			type: 'list',
			title: 'When topics come up',
			items: topics.map(({ topic, count, counts, first }) => {
				const busiest = counts.indexOf(Math.max(...counts));
				return {
					text: `${topic}: ${count} times${trendOf(
						counts,
						stretches.map(({ at }) => at),
						busiest
					)}`,
					at: 'line' in first ? { line: first.line } : { start: first.start, end: first.end }
				};
			})
		}
	];
	return section({
		title: 'Timeline',
		blocks: blocks.filter((block) => block.type !== 'list' || block.items.length > 0),
		notes,
		...(picture === undefined
			? {}
			: { files: [{ name: 'timeline.svg', mediaType: 'image/svg+xml', artifact: picture.artifact, bytes: picture.bytes }] })
	});
}

/** One or two mentions more make no trend. */
const fewestForTrend = 3;

function trendOf(counts: readonly number[], places: readonly Position[], busiest: number): string {
	const place = places[busiest];
	const most = counts[busiest] ?? 0;
	if (place === undefined || most < fewestForTrend) return ', here and there';
	return `, most from ${formatPosition(place)} on (${most})${counts.every((count) => count > 0) ? ', and throughout' : ''}`;
}
