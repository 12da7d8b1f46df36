import { describeCost } from '#lib/language-model/describeCost';
import type { Item, Report } from '#lib/workflow/report';
import { formatDuration } from './formatDuration.js';
import type { ResultView } from './ResultView.js';

/** One small line: how long it took, what it cost, how much of what it says is grounded, and how to ask for it again. */
export function footer({ workflowId, report, durationMs, spend = [] }: ResultView): string {
	const cost = describeCost(spend);
	const parts = [
		...(durationMs === undefined ? [] : [formatDuration(durationMs)]),
		...(cost === undefined ? [] : [cost]),
		...groundedness(report),
		workflowId
	];
	return `-# ${parts.join(' · ')}`;
}

/** Of the statements that a member reads in the report, those that rest on words of the source. */
function groundedness({ sections, takeaways = [] }: Report): readonly string[] {
	const inSections = sections.filter(({ audience }) => audience === 'member').flatMap(({ blocks }) => blocks.flatMap(itemsOf));
	const statements = inSections.length === 0 ? takeaways : inSections;
	if (statements.length === 0) return [];
	const grounded = statements.filter(({ at, evidence }) => at !== undefined || (evidence?.length ?? 0) > 0).length;
	return [`${Math.floor((100 * grounded) / statements.length)} % grounded in the source`];
}

function itemsOf(block: Report['sections'][number]['blocks'][number]): readonly Item[] {
	if (block.type === 'list') return block.items;
	return block.type === 'paragraph' ? [block] : [];
}
