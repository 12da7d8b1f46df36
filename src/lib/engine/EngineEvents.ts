import type { StageStatus, WorkflowStatus } from '#lib/workflow/status';

/** What an engine tells those who watch it in this process. Names and shapes of a typed EventEmitter. */
export interface EngineEvents {
	stage: [StageEvent];
	workflow: [WorkflowEvent];
}

export interface StageEvent {
	readonly workflowId: string;
	readonly stage: string;
	readonly status: StageStatus;
	/** 0 to 1, while it runs. */
	readonly progress?: number;
	/** A few words: how far it is, why it was skipped or failed, why it is tried again. */
	readonly note?: string;
	/** Milliseconds, once it is settled. */
	readonly durationMs?: number;
	/** Its checkpoint was there already: it did not run. */
	readonly kept?: true;
}

interface WorkflowEvent {
	readonly workflowId: string;
	readonly status: WorkflowStatus;
	/** When it begins to run: its stages, in the order of the plan. */
	readonly stages?: readonly string[];
}
