import type { Headline } from '#lib/workflow/report';

/** One headline from several, given in the order of the plan: the later one wins, field by field. Empty words do not count. */
export function mergeHeadlines(headlines: readonly (Headline | undefined)[]): Headline {
	let merged: Headline = {};
	for (const headline of headlines) {
		const title = headline?.title?.trim();
		const summary = headline?.summary?.trim();
		merged = {
			...merged,
			...(title ? { title } : {}),
			...(summary ? { summary } : {}),
			...(headline?.takeaways?.length ? { takeaways: headline.takeaways } : {}),
			...(headline?.verdicts?.length ? { verdicts: headline.verdicts } : {}),
			...(headline?.order === undefined ? {} : { order: headline.order })
		};
	}
	return merged;
}
