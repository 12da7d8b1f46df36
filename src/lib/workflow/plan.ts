/** A barrier between groups of stages: all stages of a phase are settled before the first one of the next phase starts. */
export type Phase = 'gather' | 'analyse' | 'conclude' | 'publish';

export const phases: readonly Phase[] = ['gather', 'analyse', 'conclude', 'publish'];

/** Who a stage speaks to: everybody who may read the report, or the people who run the bot. */
export type Audience = 'member' | 'operator';

/** One stage as it was planned. Frozen in the ledger when the workflow is first claimed (and again at each `retry`). */
export interface PlannedStage {
	readonly name: string;
	/** Name and version of the package the stage came from, as in `autointel@0.1.0`. */
	readonly plugin: string;
	/** The stage's own version: a checkpoint counts only under the version that wrote it. */
	readonly version: number;
	readonly depth: string;
	readonly phase: Phase;
	readonly audience: Audience;
	/** Stages whose output this one cannot do without. */
	readonly needs: readonly string[];
	/** Stages whose output this one uses when it is there. Only those that are in the plan. */
	readonly wants: readonly string[];
	/** The workflow fails when this stage fails. */
	readonly required: boolean;
}

/** The stages of a workflow in the order of the report: by phase, and inside a phase so that nothing comes before what it uses. */
export type Plan = readonly PlannedStage[];
