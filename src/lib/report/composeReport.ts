/**
 * Makes the report of a workflow from what its stages left in the ledger. Pure: the same checkpoints give the same report, whoever
 * composes it and however often. Called when a workflow finishes.
 */
import { nameSource } from '#lib/sources/nameSource';
import { isBlank } from '#lib/text/isBlank';
import type { Plan, PlannedStage } from '#lib/workflow/plan';
import type { Report, Section, SectionContent } from '#lib/workflow/report';
import { describeSource, type Source } from '#lib/workflow/source';
import type { FinalStatus, StageStatus } from '#lib/workflow/status';
import { collectFiles } from './collectFiles.js';
import { humanizeName } from './humanizeName.js';
import { mergeHeadlines } from './mergeHeadlines.js';
import { orderSections } from './orderSections.js';
import { summarizeRun } from './summarizeRun.js';

/** What the ledger knows of one stage. */
interface ReportedStage {
	readonly stage: string;
	readonly status: StageStatus;
	/** Why, where `status` is not `succeeded`. */
	readonly reason?: string;
	/** What the stage says in the report. Counts only where `status` is `succeeded`. */
	readonly section?: SectionContent;
	/** What the engine has to say about how the stage ran: 'ran again, because its version changed'. */
	readonly notes?: readonly string[];
}

export interface ReportInput {
	readonly workflow: { readonly kind: string; readonly depth: string; readonly source: Source };
	readonly status: FinalStatus;
	readonly reason?: string;
	readonly plan: Plan;
	/** In any order. Stages that are not in the plan are left out; planned stages that are missing here did not run. */
	readonly stages: readonly ReportedStage[];
}

/** Composes the report: one section for each planned stage, in the order of the plan unless a stage's headline asks for another. */
export function composeReport({ workflow, status, reason, plan, stages }: ReportInput): Report {
	const reported = new Map(stages.map((stage) => [stage.stage, stage]));
	const contents = plan.map(({ name, audience }) => ({ stage: name, audience, content: contentOf(reported.get(name)) }));
	const sections = plan.map((planned) => sectionOf(planned, reported.get(planned.name)));
	// The head of the report is for everybody: what is meant for operators has no say in it.
	const headline = mergeHeadlines(contents.filter(({ audience }) => audience === 'member').map(({ content }) => content?.headline));
	return {
		title: headline.title ?? nameSource(workflow.source),
		summary: headline.summary ?? summarizeRun(status, reason, sections),
		...(headline.takeaways === undefined ? {} : { takeaways: headline.takeaways }),
		...(headline.verdicts === undefined ? {} : { verdicts: headline.verdicts }),
		status,
		...(reason === undefined ? {} : { reason }),
		kind: workflow.kind,
		depth: workflow.depth,
		source: describeSource(workflow.source),
		sections: orderSections(sections, headline.order),
		files: collectFiles(contents.map(({ stage, content }) => ({ stage, files: content?.files ?? [] })))
	};
}

function contentOf(stage: ReportedStage | undefined): SectionContent | undefined {
	return stage?.status === 'succeeded' ? stage.section : undefined;
}

function sectionOf(planned: PlannedStage, stage: ReportedStage | undefined): Section {
	const content = contentOf(stage);
	return {
		stage: planned.name,
		title: content === undefined || isBlank(content.title) ? humanizeName(planned.name) : content.title.trim(),
		...settled(stage),
		audience: planned.audience,
		blocks: content?.blocks ?? [],
		notes: [...(content?.notes ?? []), ...(stage?.notes ?? [])]
	};
}

/** A workflow can end (cancelled, failed) before all of its stages are settled: those count as skipped. */
function settled(stage: ReportedStage | undefined): Pick<Section, 'status' | 'reason'> {
	switch (stage?.status) {
		case 'succeeded':
			return { status: 'succeeded' };
		case 'skipped':
		case 'failed':
			return { status: stage.status, reason: stage.reason?.trim() || 'no reason was recorded' };
		case 'running':
			return { status: 'skipped', reason: stage.reason?.trim() || 'the workflow ended while this stage was running' };
		case 'pending':
		case undefined:
			return { status: 'skipped', reason: stage?.reason?.trim() || 'the workflow ended before this stage could run' };
	}
}
