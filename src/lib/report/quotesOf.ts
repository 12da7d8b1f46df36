import type { Quote } from '#lib/workflow/quote';
import type { Block, Item, Report } from '#lib/workflow/report';

/** Every quote of a report, in reading order: what has to stand in the source, word for word. */
export function* quotesOf(report: Pick<Report, 'sections' | 'takeaways'>): Generator<Quote, void, undefined> {
	for (const { evidence } of report.takeaways ?? []) yield* evidence ?? [];
	for (const { blocks } of report.sections) {
		for (const item of blocks.flatMap(itemsOf)) yield* item.evidence ?? [];
	}
}

function itemsOf(block: Block): readonly Item[] {
	switch (block.type) {
		case 'paragraph':
			return [block];
		case 'list':
			return block.items;
		case 'facts':
		case 'table':
		case 'picture':
			return [];
	}
}
