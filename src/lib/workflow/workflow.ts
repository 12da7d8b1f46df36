import type { Source } from './source.js';
import type { StageStatus, WorkflowStatus } from './status.js';

/** Why something is not `succeeded`: for programs (`code`) and for people (`message`, and what they can do: `hint`). */
export interface Reason {
	readonly code: string;
	readonly message: string;
	readonly hint?: string;
}

/** What a workflow was asked for besides its source, kind and depth. */
export interface WorkflowOptions {
	/** What is spoken or written in the source, where the requester said so: a BCP 47 tag such as `en` or `pt-BR`. */
	readonly language?: string;
	/** The reader's language: a BCP 47 tag. */
	readonly reportLanguage: string;
	/** Whether judgements may be given as a number. Default: no. */
	readonly scores?: boolean;
}

/** A workflow as it stands in the ledger. Times are milliseconds since 1970. */
export interface Workflow {
	readonly id: string;
	readonly kind: string;
	readonly depth: string;
	readonly source: Source;
	readonly options: WorkflowOptions;
	readonly status: WorkflowStatus;
	readonly reason?: Reason;
	/** Counts from 1; each `retry` starts the next one. */
	readonly generation: number;
	/** The instance that runs it. */
	readonly owner?: string;
	readonly cancelRequestedAt?: number;
	readonly acceptedAt: number;
	readonly startedAt?: number;
	readonly finishedAt?: number;
}

/** A stage of a workflow as it stands in the ledger. */
export interface StageRecord {
	readonly stage: string;
	readonly status: StageStatus;
	/** The version of the stage that wrote the checkpoint. */
	readonly version: number;
	/** Attempts that ended, well or not; being interrupted is no attempt. */
	readonly attempts: number;
	/** 0 to 1. */
	readonly progress: number;
	readonly note?: string;
	readonly reason?: Reason;
	/** Why the stage ran again, for the report. */
	readonly remarks: readonly string[];
	readonly startedAt?: number;
	readonly finishedAt?: number;
	/** How long the attempt that settled it took, in milliseconds. */
	readonly durationMs: number;
}
