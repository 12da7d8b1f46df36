/** For operators: what other depths and lengths would take here, as far as earlier runs can tell. */
import { defineStage, formatUsd, section } from 'autointel';
import { type ForecastOutput, forecastDepths, forecastLengths, forecastOutput } from '../lib/forecast.js';
import { count, duration } from '../lib/wording.js';

declare module 'autointel' {
	interface StageOutputs {
		'performance-forecast': ForecastOutput;
	}
}

export const PerformanceForecast = defineStage({
	version: 2,
	depth: 'comprehensive',
	phase: 'publish',
	audience: 'operator',
	needs: ['transcription'],
	output: forecastOutput,
	async run({ outputs, operations, history, workflow }) {
		const [facts, runs, earlier] = await Promise.all([operations.stages(), operations.runs(), history()]);
		const words = outputs.transcription.segments.reduce((sum, { text }) => sum + text.split(/\s+/u).filter(Boolean).length, 0);
		const workSeconds = facts.filter(({ phase }) => phase !== 'publish').reduce((sum, { durationMs }) => sum + durationMs / 1000, 0);
		const spent = facts.flatMap(({ spend = [] }) => spend);
		const isKnown = spent.every(({ costNanoUsd }) => costNanoUsd !== undefined);
		const cost = isKnown ? { costNanoUsd: spent.reduce((sum, { costNanoUsd = 0 }) => sum + costNanoUsd, 0) } : {};
		return {
			words,
			workSeconds,
			...cost,
			lengths: forecastLengths([{ words, workSeconds, ...cost }, ...earlier.map(({ output }) => output)]),
			depths: forecastDepths(runs, workflow.depth)
		};
	},
	report: ({ words, workSeconds, costNanoUsd, lengths, depths }) =>
		section({
			title: 'Forecast',
			blocks: [
				{
					type: 'paragraph',
					text: `This source has ${count(words, 'word')} and took ${duration(workSeconds * 1000)} of work${costNanoUsd === 0 ? '' : `; language models have cost ${costText(costNanoUsd)}`}.`
				},
				...(lengths.length === 0
					? []
					: [
							{
								type: 'table' as const,
								title: 'At this depth',
								columns: ['Words', 'Work', 'Cost', 'Rests on'],
								rows: lengths.map((entry) => [
									String(entry.words),
									duration(entry.seconds * 1000),
									costText(entry.costNanoUsd),
									count(entry.basis, 'run')
								])
							}
						]),
				...(depths.length === 0
					? []
					: [
							{
								type: 'table' as const,
								title: 'At other depths',
								columns: ['Depth', 'Took', 'Cost', 'Rests on'],
								rows: depths.map((entry) => [
									entry.depth,
									duration(entry.seconds * 1000),
									costText(entry.costNanoUsd),
									count(entry.basis, 'run')
								])
							}
						])
			],
			notes: [
				...(lengths.length === 0
					? ['By length nothing is forecast yet: that takes runs of at least three different lengths at this depth.']
					: []),
				...(depths.length === 0 ? ['Nothing has been run at another depth yet.'] : [])
			]
		})
});

function costText(nanoUsd: number | undefined): string {
	return nanoUsd === undefined ? 'not known' : formatUsd(nanoUsd);
}
