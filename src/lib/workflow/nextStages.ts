import { dependencies } from './dependencies.js';
import { type Plan, type PlannedStage, phases } from './plan.js';
import { isSettled, type StageStatus } from './status.js';

/** What an engine should do next with a workflow. Both empty, and nothing running: the workflow is over. */
export interface NextStages {
	readonly start: readonly PlannedStage[];
	/** Stages that cannot run any more, and why. */
	readonly skip: readonly { readonly stage: PlannedStage; readonly because: string }[];
}

/**
 * Decides what can run: the stages of the first phase that is not over, whose needs succeeded and all of whose dependencies are settled:
 * one that was kept from an earlier generation may still be outdated by one of its own. Where a stage that the workflow requires has
 * failed, nothing starts any more.
 */
export function nextStages(plan: Plan, statuses: ReadonlyMap<string, StageStatus>): NextStages {
	const statusOf = (name: string): StageStatus => statuses.get(name) ?? 'pending';
	const failed = plan.find(({ name, required }) => required && statusOf(name) === 'failed');
	const pending = plan.filter(({ name }) => statusOf(name) === 'pending');
	if (failed)
		return { start: [], skip: pending.map((stage) => ({ stage, because: `${failed.name} failed, and nothing can be done without it` })) };

	const phase = phases.find((candidate) => plan.some((stage) => stage.phase === candidate && !isSettled(statusOf(stage.name))));
	const candidates = pending.filter((stage) => stage.phase === phase);
	const skip = candidates.flatMap((stage) => {
		const missing = stage.needs.find((name) => statusOf(name) === 'failed' || statusOf(name) === 'skipped' || !isPlanned(plan, name));
		return missing === undefined ? [] : [{ stage, because: because(missing, isPlanned(plan, missing) ? statusOf(missing) : 'pending') }];
	});
	const start = candidates.filter(
		({ name, needs }) =>
			needs.every((need) => statusOf(need) === 'succeeded') &&
			[...dependencies(plan, name)].every((used) => isSettled(statusOf(used)) || !isPlanned(plan, used))
	);
	return { start, skip };
}

function isPlanned(plan: Plan, name: string): boolean {
	return plan.some((stage) => stage.name === name);
}

function because(need: string, status: StageStatus): string {
	if (status === 'failed') return `it needs ${need}, which failed`;
	return status === 'skipped' ? `it needs ${need}, which was skipped` : `it needs ${need}, which is not planned`;
}
