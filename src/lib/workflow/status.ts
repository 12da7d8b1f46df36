/** Where a workflow can be. `parked` waits for its operator (`resume`); the last four are final. */
export type WorkflowStatus = 'queued' | 'running' | 'parked' | 'succeeded' | 'partial' | 'failed' | 'cancelled';

export type FinalStatus = Extract<WorkflowStatus, 'succeeded' | 'partial' | 'failed' | 'cancelled'>;

/** Where a stage of a workflow can be. A stage that has not been looked at yet has no record and counts as `pending`. */
export type StageStatus = 'pending' | 'running' | 'succeeded' | 'skipped' | 'failed';

export type SettledStageStatus = Extract<StageStatus, 'succeeded' | 'skipped' | 'failed'>;

export function isFinal(status: WorkflowStatus): status is FinalStatus {
	return status === 'succeeded' || status === 'partial' || status === 'failed' || status === 'cancelled';
}

export function isSettled(status: StageStatus): status is SettledStageStatus {
	return status === 'succeeded' || status === 'skipped' || status === 'failed';
}
