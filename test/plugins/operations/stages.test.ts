import assert from 'node:assert/strict';
import type { StageOutputs, SystemFacts } from 'autointel';
import { tryStage } from '#root/testing';
import { examineHealth } from '../../../plugins/operations/lib/health.js';
import { monitor } from '../../../plugins/operations/lib/monitor.js';
import { duration, size } from '../../../plugins/operations/lib/wording.js';
import { PerformanceForecast } from '../../../plugins/operations/stages/performance-forecast.js';
import { PerformanceMonitoring } from '../../../plugins/operations/stages/performance-monitoring.js';
import { SystemHealth } from '../../../plugins/operations/stages/system-health.js';
import { factsOf } from './facts.js';

const transcription: StageOutputs['transcription'] = {
	engine: 'subtitles',
	language: 'en',
	languageBasis: 'declared',
	durationSeconds: 10,
	speakers: [],
	segments: [{ text: 'three small words', start: 0, end: 10 }]
};

const well: SystemFacts = {
	workflows: { running: 2, queued: 3 },
	deliveries: { delivered: 40, pending: 2 },
	ledger: { bytes: 3e6 },
	cache: { hits: 0, misses: 0 },
	files: { bytes: 1e9, limitBytes: 20e9 },
	disk: { freeBytes: 50e9 },
	process: { node: 'v20.19.0', uptimeSeconds: 90, memoryBytes: 150e6, children: 3 }
};

describe('performance-monitoring', () => {
	it('lists what was settled before it, the slowest first, beside what is usual', () => {
		const facts = [
			factsOf('quick', { durationMs: 10 }),
			factsOf('slow', { durationMs: 4990, attempts: 2 }),
			factsOf('later', { phase: 'publish', status: 'running' }),
			factsOf('never', { status: 'pending' })
		];
		const run = (slow: number) => ({ depth: 'deep', durationMs: 0, stages: { slow } });
		const cache = { hits: 3, misses: 9 };
		assert.deepEqual(monitor(facts, [run(1000), run(3000)], cache, 10), {
			stages: [
				{ stage: 'slow', status: 'succeeded', attempts: 2, durationMs: 4990, usualMs: 2000 },
				{ stage: 'quick', status: 'succeeded', attempts: 1, durationMs: 10 }
			],
			spend: [],
			workMs: 5000,
			cache,
			realTimeFactor: 0.5,
			comparedWith: 2
		});
	});

	it('says what language models have cost, by stage, and of which nobody knows the price', async () => {
		const spent = { stage: 'briefing', calls: 3, inputTokens: 12_000, outputTokens: 900, unknownCalls: 1 };
		const { outcome } = await tryStage(PerformanceMonitoring, {
			operations: {
				stages: [
					factsOf('briefing', {
						spend: [
							{ ...spent, model: 'priced', costNanoUsd: 21_000_000 },
							{ ...spent, model: 'unheard-of', unknownCalls: 0 }
						]
					})
				]
			}
		});
		assert.ok(outcome.status === 'succeeded');
		const said = JSON.stringify(outcome.section);
		for (const words of ['"3 (1 without an answer)"', '"12,000"', '0.02 USD', 'price not known', 'without unheard-of: MODEL_PRICES']) {
			assert.ok(said.includes(words), `${words} in ${said}`);
		}
	});

	it('speaks to operators', async () => {
		const { outcome } = await tryStage(PerformanceMonitoring, {
			outputs: { transcription },
			operations: { stages: [factsOf('slow', { durationMs: 83_000, attempts: 3 })], system: { ...well, cache: { hits: 3, misses: 9 } } }
		});
		assert.ok(outcome.status === 'succeeded');
		const said = JSON.stringify(outcome.section);
		for (const words of ['1 min 23 s', '8.300 s of work', '3 of 12 look-ups', 'no earlier runs at this depth'])
			assert.ok(said.includes(words), said);
	});
});

describe('performance-forecast, tried', () => {
	it('counts the words of the source and says what it cannot tell yet', async () => {
		const { outcome } = await tryStage(PerformanceForecast, { outputs: { transcription }, operations: { stages: [factsOf('slow')] } });
		assert.ok(outcome.status === 'succeeded');
		assert.deepEqual(outcome.output, { words: 3, workSeconds: 0.1, costNanoUsd: 0, lengths: [], depths: [] });
		assert.equal(outcome.section.notes?.length, 2);
	});

	it('learns from its own earlier runs', async () => {
		const earlier = [1003, 2003].map((words) => ({
			output: { words, workSeconds: words / 1000, costNanoUsd: words * 1_000_000, lengths: [], depths: [] },
			stages: {},
			durationMs: 1
		}));
		const { outcome } = await tryStage(PerformanceForecast, {
			outputs: { transcription },
			history: earlier,
			operations: {
				stages: [factsOf('slow', { durationMs: 3 })],
				runs: [1, 3].map((cost) => ({ depth: 'deep', durationMs: 1000, stages: {}, costNanoUsd: cost * 1_000_000_000 }))
			}
		});
		assert.ok(outcome.status === 'succeeded');
		const { lengths, depths } = outcome.output as StageOutputs['performance-forecast'];
		assert.deepEqual(
			lengths.map(({ words, seconds, costNanoUsd = 0, basis }) => [
				words,
				Math.round(seconds * 10) / 10,
				Math.round(costNanoUsd / 1e7) / 100,
				basis
			]),
			[
				[1500, 1.5, 1.5, 3],
				[9000, 9, 9.01, 3],
				[36_000, 36, 36.05, 3]
			]
		);
		assert.deepEqual(depths, [{ depth: 'deep', seconds: 1, costNanoUsd: 2_000_000_000, basis: 2 }]);
		assert.match(JSON.stringify(outcome.section.blocks), /2\.00 USD/);
	});
});

describe('system-health', () => {
	const states = (facts: Partial<SystemFacts>) =>
		Object.fromEntries(examineHealth({ ...well, ...facts }).checks.map(({ name, state }) => [name, state]));

	it('finds nothing where all is well', () => {
		assert.deepEqual(states({}), {
			Queue: 'good',
			Parked: 'good',
			Deliveries: 'good',
			Ledger: 'good',
			Files: 'good',
			Disk: 'good',
			Process: 'good'
		});
	});

	it('sees what is coming: a crowded queue, parked workflows, results that do not arrive, files near their limit, a full disk', () => {
		assert.equal(states({ workflows: { running: 1, queued: 11 } })['Queue'], 'watch');
		assert.equal(states({ workflows: { parked: 1 } })['Parked'], 'watch');
		assert.equal(states({ deliveries: { held: 1 } })['Deliveries'], 'watch');
		assert.equal(states({ files: { bytes: 17e9, limitBytes: 20e9 } })['Files'], 'watch');
		assert.equal(states({ files: { bytes: 19.5e9, limitBytes: 20e9 } })['Files'], 'act');
		assert.equal(states({ disk: { freeBytes: 4e9 } })['Disk'], 'watch');
		assert.equal(states({ disk: { freeBytes: 5e8 } })['Disk'], 'act');
	});

	it('shows what was measured', async () => {
		const { outcome } = await tryStage(SystemHealth, { operations: { system: well } });
		assert.ok(outcome.status === 'succeeded');
		for (const words of ['1.0 GB of 20.0 GB (5 %)', '2 on their way', '3.0 MB', '3 child processes'])
			assert.ok(JSON.stringify(outcome.section).includes(words), words);
	});
});

describe('the wording of operators', () => {
	it('says durations and sizes as people do', () => {
		assert.deepEqual([0, 1500, 59_940, 59_960, 83_000, 3_599_400, 7_500_000].map(duration), [
			'0.0 s',
			'1.5 s',
			'59.9 s',
			'1 min 0 s',
			'1 min 23 s',
			'59 min 59 s',
			'2 h 5 min'
		]);
		assert.deepEqual([0, 999, 1500, 999_960, 2.5e9].map(size), ['0 B', '999 B', '1.5 kB', '1.0 MB', '2.5 GB']);
	});
});
