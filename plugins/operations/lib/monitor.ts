import { type RunFacts, type StageFacts, type SystemFacts, z } from 'autointel';
import { median } from './median.js';

const milliseconds = z.number().nonnegative();

/** What the stage performance-monitoring stores. */
export const monitoringOutput = z.object({
	/** The stages that were settled before this one, the slowest first. */
	stages: z.array(
		z.object({
			stage: z.string(),
			status: z.enum(['succeeded', 'skipped', 'failed']),
			attempts: z.number().int(),
			durationMs: milliseconds,
			/** The median of earlier runs at this depth. Absent where there were none. */
			usualMs: milliseconds.exactOptional()
		})
	),
	/** What was spent on language models until now, by stage and model. */
	spend: z.array(
		z.object({
			stage: z.string(),
			model: z.string(),
			calls: z.number().int(),
			inputTokens: z.number().int(),
			outputTokens: z.number().int(),
			/** Billionths of a US dollar. Absent where the price is not known. */
			costNanoUsd: z.number().int().exactOptional(),
			/** Of the calls: those of which nobody knows what became of them. They count as the most they can have cost. */
			unknownCalls: z.number().int()
		})
	),
	/** Work of all stages together: several run at the same time, so the workflow took less. */
	workMs: milliseconds,
	/** Seconds of work for each second of the recording. Absent where the source has no duration. */
	realTimeFactor: z.number().exactOptional(),
	/** Look-ups of all workflows in what is kept for a while, since the process started. */
	cache: z.object({ hits: z.number().int(), misses: z.number().int() }),
	/** How many earlier runs at this depth there were to compare with. */
	comparedWith: z.number().int()
});

export type MonitoringOutput = z.infer<typeof monitoringOutput>;

/** Pure. `durationSeconds`: of the source. */
export function monitor(
	facts: readonly StageFacts[],
	earlier: readonly RunFacts[],
	cache: SystemFacts['cache'],
	durationSeconds: number | undefined
): MonitoringOutput {
	const stages = facts.flatMap(({ stage, phase, status, attempts, durationMs }) => {
		// The stages of this one's own phase may still be running.
		if (phase === 'publish' || status === 'pending' || status === 'running') return [];
		const durations = earlier.flatMap((run) => run.stages[stage] ?? []);
		return [{ stage, status, attempts, durationMs, ...(durations.length === 0 ? {} : { usualMs: median(durations) }) }];
	});
	const workMs = stages.reduce((sum, stage) => sum + stage.durationMs, 0);
	return {
		stages: stages.sort((a, b) => b.durationMs - a.durationMs || a.stage.localeCompare(b.stage)),
		spend: facts.flatMap(({ spend = [] }) => spend),
		workMs,
		cache,
		...(durationSeconds ? { realTimeFactor: workMs / 1000 / durationSeconds } : {}),
		comparedWith: earlier.length
	};
}
