/** For operators: where the time of this workflow went, and whether that is usual. */
import { defineStage, section } from 'autointel';
import { type MonitoringOutput, monitor, monitoringOutput } from '../lib/monitor.js';
import { spendBlocks } from '../lib/spendBlocks.js';
import { count, duration } from '../lib/wording.js';

declare module 'autointel' {
	interface StageOutputs {
		'performance-monitoring': MonitoringOutput;
	}
}

export const PerformanceMonitoring = defineStage({
	version: 3,
	depth: 'deep',
	phase: 'publish',
	audience: 'operator',
	wants: ['transcription'],
	output: monitoringOutput,
	async run({ outputs, operations, workflow }) {
		const [facts, runs, { cache }] = await Promise.all([operations.stages(), operations.runs(), operations.system()]);
		const earlier = runs.filter(({ depth }) => depth === workflow.depth);
		return monitor(facts, earlier, cache, outputs.transcription?.durationSeconds);
	},
	report: ({ stages, spend, workMs, realTimeFactor, cache, comparedWith }) =>
		section({
			title: 'Performance',
			blocks: [
				{
					type: 'facts',
					items: [
						{ label: 'Work', value: duration(workMs) },
						...(realTimeFactor === undefined
							? []
							: [{ label: 'For each second of the source', value: `${realTimeFactor.toFixed(3)} s of work` }]),
						{ label: 'Found in the cache', value: cacheText(cache) },
						{
							label: 'Tried more than once',
							value:
								stages
									.filter(({ attempts }) => attempts > 1)
									.map(({ stage }) => stage)
									.join(', ') || 'none'
						}
					]
				},
				{
					type: 'table',
					columns: ['Stage', 'Status', 'Attempts', 'Took', 'Usually'],
					rows: stages.map(({ stage, status, attempts, durationMs, usualMs }) => [
						stage,
						status,
						String(attempts),
						duration(durationMs),
						usualMs === undefined ? '–' : duration(usualMs)
					])
				},
				...spendBlocks(spend)
			],
			notes: [
				comparedWith === 0
					? 'There are no earlier runs at this depth to compare with.'
					: `Usually: the median of ${count(comparedWith, 'earlier run')} at this depth, whatever their length.`
			]
		})
});

function cacheText({ hits, misses }: MonitoringOutput['cache']): string {
	return hits + misses === 0
		? 'nothing was looked up yet'
		: `${hits} of ${count(hits + misses, 'look-up')} of all workflows since the process started`;
}
