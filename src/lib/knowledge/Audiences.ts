import type { Readers, Scope } from '#lib/workflow/readers';

/** Who may see what: where workflows were asked for decides it. */
export interface Audiences {
	/** Everybody who may read the report of a workflow. */
	readersOf(workflowId: string): Promise<Readers>;
	/** By what the ledger finds those workflows that every one of the readers may see. */
	scopeOf(readers: Readers): Promise<Scope>;
}
