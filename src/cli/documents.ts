/** The JSON documents of the command line. Their shapes are fixed, because scripts read them. */
import type { Plan } from '#lib/workflow/plan';
import type { Report } from '#lib/workflow/report';
import { describeSource } from '#lib/workflow/source';
import { isSettled, type StageStatus, type WorkflowStatus } from '#lib/workflow/status';
import type { StageRecord, Workflow } from '#lib/workflow/workflow';
import type { App } from '#root/app';

interface StageDocument {
	readonly name: string;
	readonly status: StageStatus;
	readonly attempts: number;
	readonly durationMs: number;
	readonly reason?: string;
}

/** One entry of `list`. */
export interface WorkflowDocument {
	readonly workflowId: string;
	readonly status: WorkflowStatus;
	readonly depth: string;
	readonly source: string;
	/** 0 to 1. */
	readonly progress: number;
	/** ISO 8601; `null` while it waits. */
	readonly startedAt: string | null;
}

/** `status ID`. */
export interface StatusDocument extends WorkflowDocument {
	readonly reason?: string;
	readonly stages: readonly StageDocument[];
}

/** `run`, `resume`, `retry`, `result`. */
export interface RunDocument {
	readonly workflowId: string;
	readonly status: WorkflowStatus;
	readonly reason?: string;
	readonly depth: string;
	readonly source: string;
	readonly startedAt: string | null;
	readonly finishedAt: string | null;
	readonly stages: readonly StageDocument[];
	/** `null` while there is none. */
	readonly report: Report | null;
}

export async function workflowDocument(app: App, workflow: Workflow): Promise<WorkflowDocument> {
	const [plan, records] = await Promise.all([app.ledger.plan(workflow.id), app.ledger.stages(workflow.id)]);
	return summarize(workflow, plan, records);
}

export async function statusDocument(app: App, workflow: Workflow): Promise<StatusDocument> {
	const [plan, records] = await Promise.all([app.ledger.plan(workflow.id), app.ledger.stages(workflow.id)]);
	return { ...summarize(workflow, plan, records), ...reasonOf(workflow), stages: stageDocuments(plan, records) };
}

export async function runDocument(app: App, workflow: Workflow): Promise<RunDocument> {
	const [plan, records, report] = await Promise.all([
		app.ledger.plan(workflow.id),
		app.ledger.stages(workflow.id),
		app.results.get(workflow.id)
	]);
	return {
		workflowId: workflow.id,
		status: workflow.status,
		...reasonOf(workflow),
		depth: workflow.depth,
		source: describeSource(workflow.source),
		startedAt: toIso(workflow.startedAt),
		finishedAt: toIso(workflow.finishedAt),
		stages: stageDocuments(plan, records),
		report: report ?? null
	};
}

function summarize(workflow: Workflow, plan: Plan | undefined, records: readonly StageRecord[]): WorkflowDocument {
	const done = records.reduce((sum, { status, progress }) => sum + (isSettled(status) ? 1 : status === 'running' ? progress : 0), 0);
	return {
		workflowId: workflow.id,
		status: workflow.status,
		depth: workflow.depth,
		source: describeSource(workflow.source),
		progress: workflow.finishedAt !== undefined ? 1 : plan ? Math.min(1, Number((done / plan.length).toFixed(3))) : 0,
		startedAt: toIso(workflow.startedAt)
	};
}

function stageDocuments(plan: Plan = [], records: readonly StageRecord[]): readonly StageDocument[] {
	return plan.map(({ name }) => {
		const record = records.find(({ stage }) => stage === name);
		return {
			name,
			status: record?.status ?? 'pending',
			attempts: record?.attempts ?? 0,
			durationMs: record?.durationMs ?? 0,
			...(record?.reason === undefined ? {} : { reason: record.reason.message })
		};
	});
}

function reasonOf({ reason }: Workflow): { readonly reason?: string } {
	return reason === undefined ? {} : { reason: reason.message };
}

function toIso(time: number | undefined): string | null {
	return time === undefined ? null : new Date(time).toISOString();
}
