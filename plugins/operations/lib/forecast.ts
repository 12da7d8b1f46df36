import { type RunFacts, z } from 'autointel';
import { median } from './median.js';

const seconds = z.number().nonnegative();
const estimate = z.object({
	seconds,
	/** Of language models, in billionths of a US dollar. Absent where no run tells it. */
	costNanoUsd: z.number().nonnegative().exactOptional(),
	/** How many runs it rests on. */
	basis: z.number().int()
});

/** What the stage performance-forecast stores. */
export const forecastOutput = z.object({
	/** The length of this source: what later forecasts are fitted to. */
	words: z.number().int(),
	/** The work of the stages before this one. */
	workSeconds: seconds,
	/** What language models have cost until now. Absent where a price is not known. */
	costNanoUsd: z.number().nonnegative().exactOptional(),
	/** At this depth, by length. Empty where fewer than three different lengths were seen. */
	lengths: z.array(estimate.extend({ words: z.number().int() })),
	/** What workflows of each other depth took. */
	depths: z.array(estimate.extend({ depth: z.string() }))
});

export type ForecastOutput = z.infer<typeof forecastOutput>;

export interface MeasuredRun {
	readonly words: number;
	readonly workSeconds: number;
	readonly costNanoUsd?: number;
}

/** Some 10, 60 and 240 minutes of speech, at 150 words a minute. */
const asked = [1500, 9000, 36_000];
/** Two points make any line look right. */
const fewestLengths = 3;

/** Pure. A line through the runs (Theil–Sen: the median of the slopes of all pairs), so that one odd run does not bend it. */
export function forecastLengths(runs: readonly MeasuredRun[]): ForecastOutput['lengths'] {
	const time = lineThrough(runs.map(({ words, workSeconds }) => [words, workSeconds]));
	if (time === undefined) return [];
	const cost = lineThrough(runs.flatMap(({ words, costNanoUsd }) => (costNanoUsd === undefined ? [] : [[words, costNanoUsd] as const])));
	return asked.map((words) => ({
		words,
		seconds: time(words),
		...(cost === undefined ? {} : { costNanoUsd: Math.round(cost(words)) }),
		basis: runs.length
	}));
}

/** `undefined`: there are too few lengths. */
function lineThrough(points: readonly (readonly [words: number, amount: number])[]): ((words: number) => number) | undefined {
	if (new Set(points.map(([words]) => words)).size < fewestLengths) return undefined;
	const slopes = points.flatMap(([words, amount], index) =>
		points.slice(index + 1).flatMap(([others, other]) => (words === others ? [] : [(other - amount) / (others - words)]))
	);
	const slope = Math.max(0, median(slopes));
	const base = Math.max(0, median(points.map(([words, amount]) => amount - slope * words)));
	return (words) => base + slope * words;
}

/** Pure. The median of what workflows of each depth but `own` took. */
export function forecastDepths(runs: readonly RunFacts[], own: string): ForecastOutput['depths'] {
	const depths = [...new Set(runs.map(({ depth }) => depth))].filter((depth) => depth !== own);
	return depths.sort().map((depth) => {
		const those = runs.filter((run) => run.depth === depth);
		const costs = those.flatMap(({ costNanoUsd }) => costNanoUsd ?? []);
		return {
			depth,
			seconds: median(those.map(({ durationMs }) => durationMs / 1000)),
			...(costs.length === 0 ? {} : { costNanoUsd: Math.round(median(costs)) }),
			basis: those.length
		};
	});
}
