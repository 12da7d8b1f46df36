import type { Ledger } from '#lib/ledger/Ledger';
import type { PastDuration } from '#lib/ledger/operations/queries';
import { mergeHeadlines } from '#lib/report/mergeHeadlines';
import { nameSource } from '#lib/sources/nameSource';
import type { SectionHead } from '#lib/workflow/checkpoint';
import type { Plan } from '#lib/workflow/plan';
import { isFinal, isSettled } from '#lib/workflow/status';
import type { StageRecord, Workflow } from '#lib/workflow/workflow';
import type { ProgressView } from './messages/ProgressView.js';

/** What the view is made of. */
interface ProgressParts {
	readonly workflow: Workflow;
	readonly plan: Plan;
	readonly stages: readonly StageRecord[];
	readonly heads: ReadonlyMap<string, SectionHead>;
	readonly past: readonly PastDuration[];
	readonly queuePosition: number | undefined;
	/** A kind's name for people. */
	readonly kind: string;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** Reads how far a workflow is. `nameKind` gives a kind's name for people. */
export async function readProgress(
	ledger: Pick<Ledger, 'plan' | 'stages' | 'heads' | 'pastDurations' | 'queuePosition'>,
	workflow: Workflow,
	nameKind: (kind: string) => string,
	now: number
): Promise<ProgressView> {
	const [plan, stages, heads, past, queuePosition] = await Promise.all([
		ledger.plan(workflow.id),
		ledger.stages(workflow.id),
		ledger.heads(workflow.id),
		ledger.pastDurations(workflow.kind, workflow.depth),
		ledger.queuePosition(workflow.id)
	]);
	return viewProgress({ workflow, plan: plan ?? [], stages, heads, past, queuePosition, kind: nameKind(workflow.kind), now });
}

/** Pure: the same parts give the same view. */
export function viewProgress({ workflow, plan, stages, heads, past, queuePosition, kind, now }: ProgressParts): ProgressView {
	const shown = plan.filter(({ audience }) => audience === 'member').map(({ name }) => heads.get(name));
	const headline = mergeHeadlines(shown.map((head) => head?.headline));
	const done = isFinal(workflow.status);
	const progress = done ? 1 : Math.min(0.99, progressOf(plan, stages, past));
	const whole = median(past.map(({ durationMs }) => durationMs));
	const running = workflow.status === 'running';
	return {
		workflowId: workflow.id,
		title: headline.title ?? nameSource(workflow.source),
		kind,
		depth: workflow.depth,
		status: workflow.status,
		progress,
		stages: plan.flatMap(({ name }) =>
			stages
				.filter(({ stage, status }) => stage === name && status === 'running')
				.map(({ note }) => ({ name, ...(note === undefined ? {} : { note }) }))
		),
		cancelRequested: workflow.cancelRequestedAt !== undefined && !done,
		takeaways: headline.takeaways ?? [],
		hasTranscript: shown.some((head) => head?.files?.some(({ role }) => role === 'transcript')),
		notices: [],
		...(workflow.startedAt === undefined ? {} : { startedAt: workflow.startedAt }),
		...(running && whole !== undefined ? { doneAt: roundUp(now + whole * (1 - progress)) } : {}),
		...(queuePosition === undefined ? {} : { queuePosition })
	};
}

/** Stages count by how long they usually take; where nobody knows, they count the same. */
function progressOf(plan: Plan, stages: readonly StageRecord[], past: readonly PastDuration[]): number {
	const records = new Map(stages.map((record) => [record.stage, record]));
	const known = past.length > 0;
	let whole = 0;
	let done = 0;
	for (const { name } of plan) {
		const weight = known ? Math.max(1, median(past.map((run) => run.stages[name] ?? 0)) ?? 0) : 1;
		const record = records.get(name);
		whole += weight;
		if (record && isSettled(record.status)) done += weight;
		else if (record?.status === 'running') done += weight * Math.min(1, Math.max(0, record.progress));
	}
	return whole === 0 ? 0 : done / whole;
}

function median(values: readonly number[]): number | undefined {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.floor(sorted.length / 2)];
}

/** To ten seconds: an estimate that trembles would be shown anew each time. */
function roundUp(ms: number): number {
	return Math.ceil(ms / 10_000) * 10_000;
}
