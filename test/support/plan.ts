import type { Plan, PlannedStage } from '#lib/workflow/plan';

/** A plan of stages that differ from the plainest one only in what is given. */
export function planOf(stages: Readonly<Record<string, Partial<PlannedStage>>>): Plan {
	return Object.entries(stages).map(([name, given]) => ({
		name,
		plugin: 'test@1.0.0',
		version: 1,
		depth: 'standard',
		phase: 'analyse',
		audience: 'member',
		needs: [],
		wants: [],
		required: false,
		...given
	}));
}
