import type { Plan } from './plan.js';
import type { FinalStatus } from './status.js';
import type { Reason, StageRecord } from './workflow.js';

export interface Outcome {
	readonly status: Exclude<FinalStatus, 'cancelled'>;
	readonly reason?: Reason;
}

/**
 * What a workflow whose stages are all settled came to: `failed` when a required stage failed, `partial` when another one did. What a
 * stage chose to skip makes no difference.
 */
export function outcome(plan: Plan, records: readonly StageRecord[]): Outcome {
	const failed = plan.flatMap((planned) =>
		records.filter(({ stage, status }) => stage === planned.name && status === 'failed').map((record) => ({ planned, record }))
	);
	const fatal = failed.find(({ planned }) => planned.required) ?? (failed.length === plan.length ? failed[0] : undefined);
	if (fatal) {
		const { reason } = fatal.record;
		return {
			status: 'failed',
			reason: { code: 'stage-failed', ...reason, message: `${fatal.planned.name}: ${reason?.message ?? 'failed'}` }
		};
	}
	if (failed.length === 0) return { status: 'succeeded' };
	const names = failed.map(({ planned }) => planned.name).join(', ');
	return {
		status: 'partial',
		reason: { code: 'stages-failed', message: `these stages failed: ${names}`, hint: 'Try again: what succeeded is kept.' }
	};
}
