import { type Block, type SectionContent, section } from 'autointel';
import { measures } from './measuresOf.js';
import type { PersonaOutput } from './personaOutput.js';

/** The section of the report: this work beside what is usual for its publisher. */
export function personaSection({ publisher, work, earlier, comparison, recurring }: PersonaOutput): SectionContent {
	const works = (count: number) => `${count} earlier ${count === 1 ? 'work' : 'works'}`;
	const blocks: Block[] = [
		{
			type: 'paragraph',
			text:
				earlier === 0
					? `This is the first work of ${publisher.name} that was analysed here at this depth: there is nothing yet to compare it with.`
					: `Compared with ${works(earlier)} of ${publisher.name} that were analysed here at this depth.`
		},
		{
			type: 'table',
			title: 'This work, and what is usual',
			columns: ['Measure', 'This work', 'Median', 'Range', 'Works'],
			rows: comparison.map(({ measure, value, median, lowest, highest, works }) => [
				measures[measure],
				String(value),
				String(median),
				lowest === highest ? String(lowest) : `${lowest} to ${highest}`,
				String(works)
			])
		},
		{
			type: 'facts',
			title: 'This work, kept for later comparisons',
			items:
				earlier > 0
					? []
					: Object.entries(work.measures).map(([name, value]) => ({ label: measures[name as keyof typeof measures], value: String(value) }))
		},
		{
			type: 'list',
			title: 'Topics that came up before',
			items: recurring.map(({ topic, works: count }) => ({ text: `${topic}: in ${works(count)}` }))
		}
	];
	return section({
		title: 'Publisher',
		blocks: blocks.filter((block) => (block.type === 'table' ? block.rows.length > 0 : block.type !== 'list' || block.items.length > 0)),
		notes: ['A profile of works, not of a person: it says how this publisher’s works usually read, and nothing about character or intent.']
	});
}
