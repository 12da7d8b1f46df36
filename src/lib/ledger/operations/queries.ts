import type { ExpressionBuilder, Nullable } from 'kysely';
import { stageColumns, toRequest, toStageRecord, toWorkflow, workflowColumns } from '#lib/ledger/rows';
import type { LedgerDatabase, LedgerTables } from '#lib/ledger/schema';
import type { SectionHead } from '#lib/workflow/checkpoint';
import type { Plan } from '#lib/workflow/plan';
import type { RequestRecord } from '#lib/workflow/request';
import type { WorkflowStatus } from '#lib/workflow/status';
import type { StageRecord, Workflow } from '#lib/workflow/workflow';
import type { StepAddress } from './commitStep.js';
import { costsOf } from './spendQueries.js';

export async function findWorkflow(db: LedgerDatabase, id: string): Promise<Workflow | undefined> {
	const row = await db.selectFrom('workflows').select(workflowColumns).where('id', '=', id).executeTakeFirst();
	return row && toWorkflow(row);
}

export interface WorkflowFilter {
	readonly statuses?: readonly WorkflowStatus[];
	/** Default: 50. */
	readonly limit?: number;
}

/** Newest first. */
export async function listWorkflows(db: LedgerDatabase, { statuses, limit = 50 }: WorkflowFilter): Promise<readonly Workflow[]> {
	const rows = await db
		.selectFrom('workflows')
		.select(workflowColumns)
		.$if(statuses !== undefined, (query) => query.where('status', 'in', statuses ?? []))
		.orderBy('acceptedAt', 'desc')
		.orderBy('id')
		.limit(limit)
		.execute();
	return rows.map(toWorkflow);
}

/** The instances that hold a running workflow. */
export async function listOwners(db: LedgerDatabase): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('workflows')
		.select('owner')
		.distinct()
		.where('status', '=', 'running')
		.where('owner', 'is not', null)
		.execute();
	return rows.flatMap(({ owner }) => owner ?? []);
}

/** A workflow that can be claimed. */
export interface Candidate {
	readonly id: string;
	readonly kind: string;
	readonly depth: string;
	/** Milliseconds since 1970. */
	readonly acceptedAt: number;
	/** Whose turn it would be: the server it was asked in, else the person; empty: the command line. */
	readonly party: string;
}

/** What a server or a person has had lately. */
export interface PartyLoad {
	readonly party: string;
	readonly running: number;
	/** When one of theirs was last started. Milliseconds since 1970; 0: never. */
	readonly lastStartedAt: number;
}

/**
 * Workflows that can be claimed: of each party and depth the oldest, `limit` at most. What was asked for on Discord waits until its first
 * answer has arrived and its file is stored.
 */
export async function listClaimable(
	db: LedgerDatabase,
	deadOwners: ReadonlySet<string>,
	limit: number,
	now: number
): Promise<readonly Candidate[]> {
	const rows = await db
		.with('free', (query) =>
			query
				.selectFrom('workflows')
				.leftJoin('requests', 'requests.workflowId', 'workflows.id')
				.select((row) => ['workflows.id', 'workflows.kind', 'workflows.depth', 'workflows.acceptedAt', partyOf(row).as('party')])
				.where((row) =>
					row.or([
						row('status', '=', 'queued'),
						row.and([
							row('status', '=', 'running'),
							row.or([row('owner', 'is', null), row('leaseUntil', '<=', now), row('owner', 'in', [...deadOwners, ''])])
						])
					])
				)
				.where((row) => row.or([row('requests.interactionId', 'is', null), row('requests.acknowledgedAt', 'is not', null)]))
				.where('requests.attachmentJson', 'is', null)
		)
		.with('waiting', (query) =>
			query
				.selectFrom('free')
				.selectAll()
				.select((row) =>
					row.fn
						.agg<number>('row_number')
						.over((over) => over.partitionBy(['party', 'kind', 'depth']).orderBy('acceptedAt').orderBy('id'))
						.as('place')
				)
		)
		.selectFrom('waiting')
		.select(['id', 'kind', 'depth', 'acceptedAt', 'party'])
		.where('place', '<=', limit)
		.orderBy('acceptedAt')
		.orderBy('id')
		.execute();
	return rows.map((row) => ({ ...row, acceptedAt: Number(row.acceptedAt) }));
}

/** A turn that is longer ago than this is as good as none. */
const memoryMs = 24 * 60 * 60_000;

/** What those who wait have had lately. */
export async function listPartyLoads(db: LedgerDatabase, parties: readonly string[], now: number): Promise<readonly PartyLoad[]> {
	const rows = await db
		.selectFrom('workflows')
		.leftJoin('requests', 'requests.workflowId', 'workflows.id')
		.select((row) => [
			partyOf(row).as('party'),
			row.fn.countAll<number>().filterWhere('workflows.status', '=', 'running').as('running'),
			row.fn.max('workflows.startedAt').as('lastStartedAt')
		])
		.where((row) => row(partyOf(row), 'in', [...parties]))
		.where((row) => row.or([row('workflows.status', '=', 'running'), row('workflows.acceptedAt', '>', now - memoryMs)]))
		.groupBy((row) => partyOf(row))
		.execute();
	return rows.map(({ party, running, lastStartedAt }) => ({ party, running: Number(running), lastStartedAt: Number(lastStartedAt ?? 0) }));
}

function partyOf(row: ExpressionBuilder<LedgerTables & { requests: Nullable<LedgerTables['requests']> }, 'requests'>) {
	return row.fn.coalesce('requests.serverId', 'requests.userId', row.val(''));
}

export async function listStages(db: LedgerDatabase, workflowId: string): Promise<readonly StageRecord[]> {
	const rows = await db.selectFrom('stages').select(stageColumns).where('workflowId', '=', workflowId).execute();
	return rows.map(toStageRecord);
}

/** `undefined`: not planned yet. */
export async function findPlan(db: LedgerDatabase, workflowId: string): Promise<Plan | undefined> {
	const row = await db.selectFrom('workflows').select('planJson').where('id', '=', workflowId).executeTakeFirst();
	return row?.planJson ? JSON.parse(row.planJson) : undefined;
}

/** The columns in which the checkpoints of a workflow's succeeded stages are stored, by stage. */
export async function listCheckpointColumns(db: LedgerDatabase, workflowId: string): Promise<ReadonlyMap<string, string>> {
	const rows = await db
		.selectFrom('stages')
		.select(['stage', 'checkpoint'])
		.where('workflowId', '=', workflowId)
		.where('status', '=', 'succeeded')
		.execute();
	return new Map(rows.flatMap(({ stage, checkpoint }) => (checkpoint === null ? [] : [[stage, checkpoint] as const])));
}

/** The column in which the value of a step is stored; `undefined`: it was not completed under this version. */
export async function findStepColumn(db: LedgerDatabase, workflowId: string, address: StepAddress): Promise<string | undefined> {
	const row = await db
		.selectFrom('steps')
		.select('value')
		.where('workflowId', '=', workflowId)
		.where('stage', '=', address.stage)
		.where('step', '=', address.step)
		.where('version', '=', address.version)
		.executeTakeFirst();
	return row?.value;
}

export async function findRequest(db: LedgerDatabase, workflowId: string): Promise<RequestRecord | undefined> {
	const row = await db.selectFrom('requests').selectAll().where('workflowId', '=', workflowId).executeTakeFirst();
	return row && toRequest(row);
}

/** The column in which the report is stored; `undefined`: there is none. */
export async function findReportColumn(db: LedgerDatabase, workflowId: string): Promise<string | undefined> {
	const row = await db.selectFrom('workflows').select('report').where('id', '=', workflowId).executeTakeFirst();
	return row?.report ?? undefined;
}

export interface PastRun {
	readonly workflowId: string;
	/** Where the stage's checkpoint is stored. */
	readonly checkpoint: string;
	/** From its first start to its end. */
	readonly durationMs: number;
	/** Milliseconds by stage. */
	readonly stages: Readonly<Record<string, number>>;
	/** What its language models have cost, in billionths of a US dollar. Absent where a price is not known. */
	readonly costNanoUsd?: number;
}

/** Workflows of a kind and depth that ended well, newest first, in which a stage succeeded under a version. */
export async function listPastRuns(
	db: LedgerDatabase,
	past: { readonly kind: string; readonly depth: string; readonly stage: string; readonly version: number; readonly limit: number }
): Promise<readonly PastRun[]> {
	const runs = await db
		.selectFrom('workflows')
		.innerJoin('stages', 'stages.workflowId', 'workflows.id')
		.select(['workflows.id', 'workflows.startedAt as begun', 'workflows.finishedAt as ended', 'stages.checkpoint'])
		.where('kind', '=', past.kind)
		.where('depth', '=', past.depth)
		.where('workflows.status', 'in', ['succeeded', 'partial'])
		.where('stages.stage', '=', past.stage)
		.where('stages.version', '=', past.version)
		.where('stages.status', '=', 'succeeded')
		.orderBy('workflows.finishedAt', 'desc')
		.limit(past.limit)
		.execute();
	const ids = runs.map(({ id }) => id);
	const [durations, costs] = await Promise.all([stageDurations(db, ids), costsOf(db, ids)]);
	return runs.flatMap(({ id, begun, ended, checkpoint }) => {
		if (begun === null || ended === null || checkpoint === null) return [];
		const durationMs = Number(ended) - Number(begun);
		return [{ workflowId: id, checkpoint, durationMs, stages: durations.get(id) ?? {}, ...costOf(costs.get(id)) }];
	});
}

/** How many workflows there are in each state that has any. */
export async function countWorkflows(db: LedgerDatabase): Promise<Readonly<Partial<Record<WorkflowStatus, number>>>> {
	const rows = await db
		.selectFrom('workflows')
		.select((row) => ['status', row.fn.countAll().as('count')])
		.groupBy('status')
		.execute();
	return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
}

export interface EndedRun {
	readonly depth: string;
	/** From its first start to its end. */
	readonly durationMs: number;
	/** Milliseconds by stage. */
	readonly stages: Readonly<Record<string, number>>;
	/** See PastRun. */
	readonly costNanoUsd?: number;
}

/** Workflows of a kind, at any depth, that ended well, newest first. */
export async function listEndedRuns(db: LedgerDatabase, kind: string, limit: number): Promise<readonly EndedRun[]> {
	const runs = await db
		.selectFrom('workflows')
		.select(['id', 'depth', 'startedAt', 'finishedAt'])
		.where('kind', '=', kind)
		.where('status', 'in', ['succeeded', 'partial'])
		.orderBy('finishedAt', 'desc')
		.limit(limit)
		.execute();
	const ids = runs.map(({ id }) => id);
	const [durations, costs] = await Promise.all([stageDurations(db, ids), costsOf(db, ids)]);
	return runs.flatMap(({ id, depth, startedAt, finishedAt }) => {
		if (startedAt === null || finishedAt === null) return [];
		const durationMs = Number(finishedAt) - Number(startedAt);
		return [{ depth, durationMs, stages: durations.get(id) ?? {}, ...costOf(costs.get(id)) }];
	});
}

function costOf(nanoUsd: number | undefined): { readonly costNanoUsd?: number } {
	return nanoUsd === undefined ? {} : { costNanoUsd: nanoUsd };
}

/** Milliseconds by stage, by workflow. */
async function stageDurations(db: LedgerDatabase, ids: readonly string[]): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
	const rows = await db
		.selectFrom('stages')
		.select(['workflowId', 'stage', 'durationMs'])
		.where('workflowId', 'in', [...ids, ''])
		.execute();
	const byWorkflow = new Map<string, Record<string, number>>();
	for (const { workflowId, stage, durationMs } of rows) {
		byWorkflow.set(workflowId, { ...byWorkflow.get(workflowId), [stage]: Number(durationMs) });
	}
	return byWorkflow;
}

/** What succeeded stages have to show before the report is done, by stage. */
export async function listHeads(db: LedgerDatabase, workflowId: string): Promise<ReadonlyMap<string, SectionHead>> {
	const rows = await db
		.selectFrom('stages')
		.select(['stage', 'headJson'])
		.where('workflowId', '=', workflowId)
		.where('status', '=', 'succeeded')
		.where('headJson', 'is not', null)
		.execute();
	return new Map(rows.flatMap(({ stage, headJson }) => (headJson === null ? [] : [[stage, JSON.parse(headJson)] as const])));
}

export interface PastDuration {
	/** From its first start to its end, in milliseconds. */
	readonly durationMs: number;
	/** Milliseconds by stage. */
	readonly stages: Readonly<Record<string, number>>;
}

const pastLength = 20;

/** How long the last workflows of a kind and depth took that ended well, newest first. */
export async function listPastDurations(db: LedgerDatabase, kind: string, depth: string): Promise<readonly PastDuration[]> {
	const runs = await db
		.selectFrom('workflows')
		.select(['id', 'startedAt', 'finishedAt'])
		.where('kind', '=', kind)
		.where('depth', '=', depth)
		.where('status', 'in', ['succeeded', 'partial'])
		.where('generation', '=', 1)
		.orderBy('finishedAt', 'desc')
		.limit(pastLength)
		.execute();
	const ids = runs.map(({ id }) => id);
	const rows = await db
		.selectFrom('stages')
		.select(['workflowId', 'stage', 'durationMs'])
		.where('workflowId', 'in', [...ids, ''])
		.where('status', '=', 'succeeded')
		.execute();
	return runs.map(({ id, startedAt, finishedAt }) => ({
		durationMs: Number(finishedAt) - Number(startedAt),
		stages: Object.fromEntries(
			rows.filter(({ workflowId }) => workflowId === id).map(({ stage, durationMs }) => [stage, Number(durationMs)])
		)
	}));
}

export async function findQueuePosition(db: LedgerDatabase, id: string): Promise<number | undefined> {
	const row = await db.selectFrom('workflows').select('acceptedAt').where('id', '=', id).where('status', '=', 'queued').executeTakeFirst();
	if (!row) return undefined;
	const { before } = await db
		.selectFrom('workflows')
		.select(({ fn }) => fn.countAll<number>().as('before'))
		.where('status', '=', 'queued')
		.where('id', '!=', id)
		.where((where) =>
			where.or([where('acceptedAt', '<', row.acceptedAt), where.and([where('acceptedAt', '=', row.acceptedAt), where('id', '<', id)])])
		)
		.executeTakeFirstOrThrow();
	return Number(before) + 1;
}
