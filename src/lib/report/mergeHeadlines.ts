import { isBlank } from '#lib/text/isBlank';
import type { Headline } from '#lib/workflow/report';

/** One headline from several, given in the order of the plan: the later one wins, field by field. Words that show nothing do not count. */
export function mergeHeadlines(headlines: readonly (Headline | undefined)[]): Headline {
	let merged: Headline = {};
	for (const headline of headlines) {
		const { title = '', summary = '' } = headline ?? {};
		merged = {
			...merged,
			...(isBlank(title) ? {} : { title: title.trim() }),
			...(isBlank(summary) ? {} : { summary: summary.trim() }),
			...(headline?.takeaways?.length ? { takeaways: headline.takeaways } : {}),
			...(headline?.verdicts?.length ? { verdicts: headline.verdicts } : {}),
			...(headline?.order === undefined ? {} : { order: headline.order })
		};
	}
	return merged;
}
