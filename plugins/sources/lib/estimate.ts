import type { PlanOutput, ProbedSource } from './planOutput.js';

export interface EarlierRun {
	readonly output: ProbedSource;
	/** Milliseconds. */
	readonly durationMs: number;
}

/** What time depends on, the best measure first. */
const measures = ['durationSeconds', 'words', 'bytes'] as const;

/**
 * How long a run will take: the median of time per size over earlier runs of the same form, times this size. Nothing is guessed where no
 * earlier run can be compared.
 */
export function estimate(source: ProbedSource, earlier: readonly EarlierRun[]): PlanOutput['estimate'] {
	for (const measure of measures) {
		const size = source[measure];
		if (size === undefined) continue;
		const ratios = earlier.flatMap(({ output, durationMs }) => {
			const comparable = output.form === source.form ? output[measure] : undefined;
			return comparable === undefined ? [] : [durationMs / 1000 / comparable];
		});
		const ratio = median(ratios);
		if (ratio > 0) return { seconds: Number((ratio * size).toPrecision(3)), basis: ratios.length };
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
