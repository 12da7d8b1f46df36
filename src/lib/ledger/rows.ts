import type { StageRecord, Workflow } from '#lib/workflow/workflow';
import type { StageRow, WorkflowRow } from './schema.js';

/** The columns of a workflow without the large ones. */
export const workflowColumns = [
	'id',
	'kind',
	'depth',
	'sourceJson',
	'optionsJson',
	'status',
	'reasonJson',
	'generation',
	'owner',
	'cancelRequestedAt',
	'acceptedAt',
	'startedAt',
	'finishedAt'
] as const satisfies readonly (keyof WorkflowRow)[];

export function toWorkflow(row: Pick<WorkflowRow, (typeof workflowColumns)[number]>): Workflow {
	return {
		id: row.id,
		kind: row.kind,
		depth: row.depth,
		source: JSON.parse(row.sourceJson),
		options: JSON.parse(row.optionsJson),
		status: row.status,
		generation: row.generation,
		acceptedAt: Number(row.acceptedAt),
		...(row.reasonJson === null ? {} : { reason: JSON.parse(row.reasonJson) }),
		...(row.owner === null ? {} : { owner: row.owner }),
		...present('cancelRequestedAt', row.cancelRequestedAt),
		...present('startedAt', row.startedAt),
		...present('finishedAt', row.finishedAt)
	};
}

/** The columns of a stage without its checkpoint. */
export const stageColumns = [
	'stage',
	'status',
	'version',
	'attempts',
	'progress',
	'note',
	'reasonJson',
	'remarksJson',
	'startedAt',
	'finishedAt',
	'durationMs'
] as const satisfies readonly (keyof StageRow)[];

export function toStageRecord(row: Pick<StageRow, (typeof stageColumns)[number]>): StageRecord {
	return {
		stage: row.stage,
		status: row.status,
		version: row.version,
		attempts: row.attempts,
		progress: row.progress,
		remarks: JSON.parse(row.remarksJson),
		durationMs: Number(row.durationMs),
		...(row.note === null ? {} : { note: row.note }),
		...(row.reasonJson === null ? {} : { reason: JSON.parse(row.reasonJson) }),
		...present('startedAt', row.startedAt),
		...present('finishedAt', row.finishedAt)
	};
}

function present<Name extends string>(name: Name, value: number | null): { readonly [Key in Name]?: number } {
	// The compiler does not see that a computed key is Name.
	return (value === null ? {} : { [name]: Number(value) }) as { readonly [Key in Name]?: number };
}
