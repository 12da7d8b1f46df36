import type { BriefingOutput } from './briefingOutput.js';

type Takeaway = BriefingOutput['takeaways'][number];

const fewest = 3;
const most = 6;

/** The takeaways that make the summary: the best one of each chapter first, then the best of the rest; in the order of the source. */
export function chooseStatements(takeaways: readonly Takeaway[], chapters: number): readonly Takeaway[] {
	const count = Math.min(most, Math.max(fewest, chapters));
	const leaders = takeaways.filter((takeaway, rank) => takeaways.findIndex(({ chapter }) => chapter === takeaway.chapter) === rank);
	const others = takeaways.filter((takeaway) => !leaders.includes(takeaway));
	return [...leaders, ...others].slice(0, count).sort((a, b) => placeOf(a) - placeOf(b));
}

function placeOf({ quotes: [quote] }: Takeaway): number {
	if (quote === undefined) return 0;
	return 'line' in quote ? quote.line : quote.start;
}
