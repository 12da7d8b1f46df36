import { describeError } from '#lib/errors/describeError';
import type { StageReset } from '#lib/ledger/operations/resetStages';
import { pluginLabel } from '#lib/stages/Plugin';
import { planStage } from '#lib/stages/planStages';
import type { Registry } from '#lib/stages/Registry';
import type { Stage } from '#lib/stages/Stage';
import type { Checkpoint } from '#lib/workflow/checkpoint';
import { dependents } from '#lib/workflow/dependents';
import type { Json } from '#lib/workflow/json';
import type { Plan, PlannedStage } from '#lib/workflow/plan';
import type { SectionContent } from '#lib/workflow/report';
import type { StageRecord } from '#lib/workflow/workflow';

/** How a workflow's frozen plan and its checkpoints fit the stages that this process has. */
export interface Reconciliation {
	/** The plan with the versions that will run. */
	readonly plan: Plan;
	/** Checkpoints that count no longer. */
	readonly resets: readonly StageReset[];
	/** Checkpoints that an earlier version wrote and this one could take over. */
	readonly migrated: readonly { readonly stage: PlannedStage; readonly output: Json; readonly section: SectionContent }[];
	/** Stages that are not settled and whose plugin is gone. */
	readonly missing: readonly PlannedStage[];
}

/**
 * Pure. A checkpoint counts when the version that wrote it is the stage's version and its schema still accepts it, or when the stage's
 * `migrate` can make one of this version out of it; else the stage and everything that used it run again. A checkpoint whose plugin is
 * gone counts as it stands.
 */
export function reconcile(
	frozen: Plan,
	records: readonly StageRecord[],
	checkpoints: ReadonlyMap<string, Checkpoint>,
	registry: Registry
): Reconciliation {
	const names = new Set(frozen.map(({ name }) => name));
	const plan = frozen.map((planned) => {
		const stage = registry.stages.get(planned.name);
		return stage ? planStage(stage, planned.depth, pluginLabel(registry.pluginOf(stage)), names) : planned;
	});
	const verdicts = plan.map((planned) => ({ planned, verdict: judge(planned, registry.stages.get(planned.name), records, checkpoints) }));
	const stale = new Map(
		verdicts.flatMap(({ planned, verdict }) => (verdict.type === 'stale' ? [[planned.name, verdict.remark] as const] : []))
	);
	const dependent = dependents(plan, new Set(stale.keys()));
	const settledNames = new Set(records.filter(({ status }) => status !== 'pending' && status !== 'running').map(({ stage }) => stage));
	const resets = plan.flatMap(({ name, version }): readonly StageReset[] => {
		const remark = stale.get(name);
		if (remark !== undefined) return [{ stage: name, version, remark }];
		if (!dependent.has(name) || !settledNames.has(name)) return [];
		return [{ stage: name, version, remark: `ran again, because a stage it uses did: ${[...stale.keys()].join(', ')}` }];
	});
	const reset = new Set(resets.map(({ stage }) => stage));
	return {
		plan,
		resets,
		migrated: verdicts.flatMap(({ planned, verdict }) =>
			verdict.type === 'migrated' && !reset.has(planned.name) ? [{ stage: planned, output: verdict.output, section: verdict.section }] : []
		),
		missing: plan.filter(({ name }) => !registry.stages.has(name) && (!settledNames.has(name) || reset.has(name)))
	};
}

type Verdict =
	| { readonly type: 'good' }
	| { readonly type: 'stale'; readonly remark: string }
	| { readonly type: 'migrated'; readonly output: Json; readonly section: SectionContent };

function judge(
	planned: PlannedStage,
	stage: Stage | undefined,
	records: readonly StageRecord[],
	checkpoints: ReadonlyMap<string, Checkpoint>
): Verdict {
	const record = records.find((candidate) => candidate.stage === planned.name);
	const checkpoint = checkpoints.get(planned.name);
	if (!stage || record?.status !== 'succeeded') return { type: 'good' };
	if (!checkpoint) return { type: 'stale', remark: 'ran again, because the file with what it stored before is gone' };
	const { definition } = stage;
	if (record.version === definition.version) {
		if (definition.output.safeParse(checkpoint.output).success) return { type: 'good' };
		return { type: 'stale', remark: 'ran again, because its schema no longer accepts what it stored before' };
	}
	const changed = `ran again, because its version changed from ${record.version} to ${definition.version}`;
	try {
		const migrated = definition.migrate?.({ version: record.version, output: checkpoint.output });
		const checked = migrated === undefined ? undefined : definition.output.safeParse(migrated);
		if (!checked?.success) return { type: 'stale', remark: changed };
		const output: Json = JSON.parse(JSON.stringify(checked.data));
		return { type: 'migrated', output, section: definition.report(output) };
	} catch (error) {
		return { type: 'stale', remark: `${changed}, and what it stored before could not be taken over: ${describeError(error).message}` };
	}
}
