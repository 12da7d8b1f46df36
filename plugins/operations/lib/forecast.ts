import { type RunFacts, z } from 'autointel';
import { median } from './median.js';

const seconds = z.number().nonnegative();
const estimate = z.object({
	seconds,
	/** How many runs it rests on. */
	basis: z.number().int()
});

/** What the stage performance-forecast stores. */
export const forecastOutput = z.object({
	/** The length of this source: what later forecasts are fitted to. */
	words: z.number().int(),
	/** The work of the stages before this one. */
	workSeconds: seconds,
	/** At this depth, by length. Empty where fewer than three different lengths were seen. */
	lengths: z.array(estimate.extend({ words: z.number().int() })),
	/** What workflows of each other depth took. */
	depths: z.array(estimate.extend({ depth: z.string() }))
});

export type ForecastOutput = z.infer<typeof forecastOutput>;

export interface MeasuredRun {
	readonly words: number;
	readonly workSeconds: number;
}

/** Some 10, 60 and 240 minutes of speech, at 150 words a minute. */
const asked = [1500, 9000, 36_000];
/** Two points make any line look right. */
const fewestLengths = 3;

/** Pure. A line through the runs (Theil–Sen: the median of the slopes of all pairs), so that one odd run does not bend it. */
export function forecastLengths(runs: readonly MeasuredRun[]): ForecastOutput['lengths'] {
	if (new Set(runs.map(({ words }) => words)).size < fewestLengths) return [];
	const slopes = runs.flatMap((a, index) =>
		runs.slice(index + 1).flatMap((b) => (a.words === b.words ? [] : [(b.workSeconds - a.workSeconds) / (b.words - a.words)]))
	);
	const slope = Math.max(0, median(slopes));
	const base = Math.max(0, median(runs.map(({ words, workSeconds }) => workSeconds - slope * words)));
	return asked.map((words) => ({ words, seconds: base + slope * words, basis: runs.length }));
}

/** Pure. The median of what workflows of each depth but `own` took. */
export function forecastDepths(runs: readonly RunFacts[], own: string): ForecastOutput['depths'] {
	const depths = [...new Set(runs.map(({ depth }) => depth))].filter((depth) => depth !== own);
	return depths.sort().map((depth) => {
		const durations = runs.filter((run) => run.depth === depth).map(({ durationMs }) => durationMs / 1000);
		return { depth, seconds: median(durations), basis: durations.length };
	});
}
