import type { Item } from '#lib/workflow/report';
import type { WorkflowStatus } from '#lib/workflow/status';

/** What can be seen of a workflow that is under way. Made from the ledger by `readProgress`. */
export interface ProgressView {
	readonly workflowId: string;
	readonly title: string;
	/** As in `Analysis`. */
	readonly kind: string;
	readonly depth: string;
	readonly status: WorkflowStatus;
	/** 0 to 1. */
	readonly progress: number;
	/** The stages that run. */
	readonly stages: readonly { readonly name: string; readonly note?: string }[];
	/** Milliseconds since 1970; `undefined`: it has not begun. */
	readonly startedAt?: number;
	/** When it should be done, by how long earlier ones took. Milliseconds since 1970. */
	readonly doneAt?: number;
	/** From 1, while it is queued. */
	readonly queuePosition?: number;
	readonly cancelRequested: boolean;
	/** What is known already, the most important first. */
	readonly takeaways: readonly Item[];
	/** The words of the source can be asked for. */
	readonly hasTranscript: boolean;
	/** What the member has to know about the delivery, as in `Your direct messages are closed`. */
	readonly notices: readonly string[];
}
