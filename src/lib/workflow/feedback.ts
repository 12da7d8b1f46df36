import type { StageStatus } from './status.js';

/** What people thought of one result, and how it came about. It does not say who thought so. */
export interface WorkflowFeedback {
	readonly up: number;
	readonly down: number;
	/** How its stages ended, by name. */
	readonly stages: Readonly<Record<string, StageStatus>>;
	/** The language models that were asked. */
	readonly models: readonly string[];
	/** How many takeaways its report showed at its head. Missing where it had no such head. */
	readonly takeaways?: number;
	/** Billionths of a US dollar. */
	readonly costNanoUsd: number;
}
