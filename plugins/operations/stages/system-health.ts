/** For operators: whether the machine that ran this is about to run into something. */
import { defineStage, section } from 'autointel';
import { examineHealth, type HealthOutput, healthOutput } from '../lib/health.js';

declare module 'autointel' {
	interface StageOutputs {
		'system-health': HealthOutput;
	}
}

export const SystemHealth = defineStage({
	version: 1,
	depth: 'comprehensive',
	phase: 'publish',
	audience: 'operator',
	output: healthOutput,
	run: async ({ operations }) => examineHealth(await operations.system()),
	report: ({ checks }) =>
		section({
			title: 'System health',
			blocks: [{ type: 'table', columns: ['What', 'State', 'Measured'], rows: checks.map(({ name, state, says }) => [name, state, says]) }]
		})
});
