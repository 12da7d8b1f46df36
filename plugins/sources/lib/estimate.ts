import type { PlanOutput, ProbedSource } from './planOutput.js';

export interface EarlierRun {
	readonly output: ProbedSource;
	/** Milliseconds. */
	readonly durationMs: number;
	/** Of its language models. */
	readonly costNanoUsd?: number;
}

/** What time depends on, the best measure first. */
const measures = ['durationSeconds', 'words', 'bytes'] as const;

/**
 * How long a run will take and what it will cost: the medians of time and cost per size over earlier runs of the same form, times this size. Nothing is guessed where no
 * earlier run can be compared.
 */
export function estimate(source: ProbedSource, earlier: readonly EarlierRun[]): PlanOutput['estimate'] {
	for (const measure of measures) {
		const size = source[measure];
		if (size === undefined) continue;
		const runs = earlier.flatMap((run) => {
			const comparable = run.output.form === source.form ? run.output[measure] : undefined;
			return comparable === undefined ? [] : [{ ...run, size: comparable }];
		});
		const seconds = median(runs.map((run) => run.durationMs / 1000 / run.size));
		if (seconds <= 0) continue;
		const costs = runs.flatMap(({ costNanoUsd, size: of }) => (costNanoUsd === undefined ? [] : [costNanoUsd / of]));
		return {
			seconds: Number((seconds * size).toPrecision(3)),
			...(costs.length === 0 ? {} : { costNanoUsd: Math.round(median(costs) * size) }),
			basis: runs.length
		};
	}
	return undefined;
}

/** 0 where there is nothing. */
function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
	const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
	return (lower + upper) / 2;
}
