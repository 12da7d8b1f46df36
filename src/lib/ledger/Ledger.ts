import type { ArtifactStore, StoredFile } from '#lib/artifacts/ArtifactStore';
import { type Checkpoint, headOf, type SectionHead } from '#lib/workflow/checkpoint';
import type { DeliveryStatus } from '#lib/workflow/delivery';
import type { WorkflowFeedback } from '#lib/workflow/feedback';
import type { Json } from '#lib/workflow/json';
import type { Plan } from '#lib/workflow/plan';
import type { Scope } from '#lib/workflow/readers';
import type { Report } from '#lib/workflow/report';
import type { RequestRecord } from '#lib/workflow/request';
import type { MonthSpend, ReachedBudget, Spend } from '#lib/workflow/spend';
import type { FinalStatus, WorkflowStatus } from '#lib/workflow/status';
import type { Reason, StageRecord, Workflow } from '#lib/workflow/workflow';
import { DocumentStore } from './DocumentStore.js';
import type { LedgerConnection } from './LedgerConnection.js';
import { accept, type WorkflowRequest } from './operations/accept.js';
import { acknowledge, type FirstAnswer } from './operations/acknowledge.js';
import { type Claim, type Claimant, claim } from './operations/claim.js';
import { commitStage, type StageCommit } from './operations/commitStage.js';
import { commitStep, type StepAddress } from './operations/commitStep.js';
import { countDeliveries } from './operations/deliveryQueries.js';
import { fence } from './operations/fence.js';
import { finish } from './operations/finish.js';
import { freezePlan } from './operations/freezePlan.js';
import { findVisible, listPublicChannels } from './operations/inScope.js';
import { letGo } from './operations/letGo.js';
import { type FeedbackQuery, listFeedback } from './operations/listFeedback.js';
import { type NearDocument, nearestDocuments, stateOfVectors } from './operations/nearestDocuments.js';
import { noteCacheUse } from './operations/noteCacheUse.js';
import { probe } from './operations/probe.js';
import * as queries from './operations/queries.js';
import { recordArtifact } from './operations/recordArtifact.js';
import { renew } from './operations/renew.js';
import { requestCancel } from './operations/requestCancel.js';
import { resume, retry } from './operations/requeue.js';
import { reachedBudget, reserveSpend, type SpendAnswer, type SpendRequest, setAside } from './operations/reserveSpend.js';
import { resetStages, type StageReset } from './operations/resetStages.js';
import { type StageProgress, saveProgress } from './operations/saveProgress.js';
import { type DocumentHit, type DocumentQuery, documentsWith, findDocuments, searchDocuments } from './operations/searchDocuments.js';
import { releaseSpend, type SpendSettlement, settleSpend, settleWithAnswer } from './operations/settleSpend.js';
import { type StageSettlement, settleStage } from './operations/settleStage.js';
import { listSpend, sumMonth } from './operations/spendQueries.js';
import { startStage } from './operations/startStage.js';
import type { LedgerTransaction } from './schema.js';
import { type WriteObserver, writeTo } from './writeTo.js';

/**
 * The durable record of all workflows: the one truth about them. The methods are the list of things that can happen to a workflow; each
 * is one transaction, written in a file of `operations`. Those that take a claim throw `LeaseLost` when it is no longer good.
 */
export class Ledger {
	readonly #connection: LedgerConnection;
	readonly #documents: DocumentStore;
	readonly #observe: WriteObserver;

	public constructor(connection: LedgerConnection, artifacts: ArtifactStore, observe: WriteObserver = () => {}) {
		this.#connection = connection;
		this.#documents = new DocumentStore(artifacts);
		this.#observe = observe;
	}

	/** For messages: where the ledger is. */
	public get place(): string {
		return this.#connection.place;
	}

	public accept(request: WorkflowRequest): Promise<Workflow> {
		return this.#write('accept', (tx, now) => accept(tx, request, now));
	}

	/** Accepts a workflow for this process to run: nobody else can claim it in between. No claim: the same request was made before. */
	public acceptAndClaim(request: WorkflowRequest, claimant: Claimant): Promise<{ readonly workflow: Workflow; readonly claim?: Claim }> {
		return this.#write('acceptAndClaim', async (tx, now) => {
			const workflow = await accept(tx, request, now);
			const claimed = await claim(tx, workflow.id, claimant, now);
			return { workflow, ...(claimed && { claim: claimed }) };
		});
	}

	public claim(id: string, claimant: Claimant): Promise<Claim | undefined> {
		return this.#write('claim', (tx, now) => claim(tx, id, claimant, now));
	}

	public renew(held: Claim, leaseMs: number): Promise<{ readonly cancelRequested: boolean }> {
		return this.#write('renew', (tx, now) => renew(tx, held, leaseMs, now));
	}

	public freezePlan(held: Claim, plan: Plan): Promise<void> {
		return this.#write('freezePlan', (tx, now) => freezePlan(tx, held, plan, now));
	}

	public startStage(held: Claim, stage: { readonly name: string; readonly version: number }): Promise<void> {
		return this.#write('startStage', (tx, now) => startStage(tx, held, stage, now));
	}

	public saveProgress(held: Claim, stages: ReadonlyMap<string, StageProgress>): Promise<void> {
		return this.#write('saveProgress', (tx, now) => saveProgress(tx, held, stages, now));
	}

	public async commitStep(held: Claim, step: StepAddress, value: Json): Promise<void> {
		const stored = await this.#documents.write(value);
		await this.#write('commitStep', (tx, now) => commitStep(tx, held, step, stored, now));
	}

	public async commitStage(
		held: Claim,
		commit: Omit<StageCommit, 'checkpoint' | 'head'> & { readonly checkpoint: Checkpoint }
	): Promise<void> {
		const stored = await this.#documents.write(commit.checkpoint);
		const head = headOf(commit.checkpoint.section);
		await this.#write('commitStage', (tx, now) => commitStage(tx, held, { ...commit, checkpoint: stored, head }, now));
	}

	public settleStage(held: Claim, settlement: StageSettlement): Promise<void> {
		return this.#write('settleStage', (tx, now) => settleStage(tx, held, settlement, now));
	}

	public resetStages(held: Claim, resets: readonly StageReset[]): Promise<void> {
		return this.#write('resetStages', (tx, now) => resetStages(tx, held, resets, now));
	}

	/** Notes that a file belongs to the workflow: it must lie in the artifact store already. */
	/** `key`: that of the cache, with its stage. */
	public noteCacheUse(held: Claim, key: string): Promise<void> {
		return this.#write('noteCacheUse', (tx, now) => noteCacheUse(tx, held, key, now));
	}

	public recordArtifact(held: Claim, artifact: StoredFile): Promise<void> {
		return this.#write('recordArtifact', async (tx, now) => {
			await fence(tx, held, now, 'no-progress');
			await recordArtifact(tx, held.workflow.id, artifact, now);
		});
	}

	/** Sets aside the most that a call to a model can cost, or says which budget has no room for it. */
	public reserveSpend(held: Claim, request: SpendRequest): Promise<SpendAnswer> {
		return this.#write('reserveSpend', (tx, now) => reserveSpend(tx, held, request, now));
	}

	/** The same for a question outside of any workflow. */
	public reserveForAnswer(questionId: string, request: SpendRequest): Promise<SpendAnswer> {
		return this.#write('reserveForAnswer', (tx, now) => setAside(tx, questionId, request, now));
	}

	/** Stores what a call has cost, and its answer as the value of a step, in one transaction. */
	public async settleWithAnswer(held: Claim, settlement: SpendSettlement, step: StepAddress, answer: Json): Promise<void> {
		const stored = await this.#documents.write(answer);
		await this.#write('settleWithAnswer', (tx, now) => settleWithAnswer(tx, held, settlement, step, stored, now));
	}

	/** Stores what a call has cost that gave no answer worth keeping. */
	public settleSpend(settlement: SpendSettlement): Promise<void> {
		return this.#write('settleSpend', (tx, now) => settleSpend(tx, settlement, now));
	}

	/** For a call that certainly was not billed. */
	public releaseSpend(reservation: string): Promise<void> {
		return this.#write('releaseSpend', (tx) => releaseSpend(tx, reservation));
	}

	/** Back to the queue, for anybody to go on with at once. */
	public release(held: Claim): Promise<void> {
		return this.#write('release', (tx, now) => letGo(tx, held, { status: 'queued' }, now));
	}

	/** Until somebody says `resume`. */
	public park(held: Claim, reason: Reason): Promise<void> {
		return this.#write('park', (tx, now) => letGo(tx, held, { status: 'parked', reason }, now));
	}

	/** @throws {CancelRequested} */
	public async finish(held: Claim, status: FinalStatus, reason: Reason | undefined, report: Report): Promise<void> {
		const stored = await this.#documents.write(report);
		await this.#write('finish', (tx, now) => finish(tx, held, { status, reason, report: stored }, now));
	}

	public requestCancel(id: string): Promise<Workflow | undefined> {
		return this.#write('requestCancel', (tx, now) => requestCancel(tx, id, now));
	}

	public resume(id: string): Promise<Workflow | undefined> {
		return this.#write('resume', (tx) => resume(tx, id));
	}

	public retry(id: string): Promise<Workflow | undefined> {
		return this.#write('retry', (tx) => retry(tx, id));
	}

	/** Notes that the first answer to an interaction has arrived, and where it is, if that is known. */
	public acknowledge(workflowId: string, answer: FirstAnswer | undefined): Promise<void> {
		return this.#write('acknowledge', (tx, now) => acknowledge(tx, workflowId, answer, now));
	}

	public find(id: string): Promise<Workflow | undefined> {
		return queries.findWorkflow(this.#connection.reader, id);
	}

	public list(filter: queries.WorkflowFilter = {}): Promise<readonly Workflow[]> {
		return queries.listWorkflows(this.#connection.reader, filter);
	}

	public owners(): Promise<readonly string[]> {
		return queries.listOwners(this.#connection.reader);
	}

	/** Workflows that can be claimed: of each server (or person) and depth the oldest, `limit` at most. */
	public claimable(deadOwners: ReadonlySet<string>, limit: number): Promise<readonly queries.Candidate[]> {
		return queries.listClaimable(this.#connection.reader, deadOwners, limit, this.#connection.now());
	}

	/** What servers and persons have had lately. */
	public partyLoads(parties: readonly string[]): Promise<readonly queries.PartyLoad[]> {
		return queries.listPartyLoads(this.#connection.reader, parties, this.#connection.now());
	}

	public plan(id: string): Promise<Plan | undefined> {
		return queries.findPlan(this.#connection.reader, id);
	}

	public stages(id: string): Promise<readonly StageRecord[]> {
		return queries.listStages(this.#connection.reader, id);
	}

	/** What the succeeded stages of a workflow stored, by stage, as far as it is still there. `only`: of these stages. */
	public async checkpoints(id: string, only?: readonly string[]): Promise<ReadonlyMap<string, Checkpoint>> {
		const columns = await queries.listCheckpointColumns(this.#connection.reader, id);
		const wanted = [...columns].filter(([stage]) => only === undefined || only.includes(stage));
		const read = await Promise.all(
			wanted.map(async ([stage, column]) => ({ stage, checkpoint: await this.#documents.read<Checkpoint>(column) }))
		);
		return new Map(read.flatMap(({ stage, checkpoint }) => (checkpoint === undefined ? [] : [[stage, checkpoint] as const])));
	}

	/** What the succeeded stages of a workflow have to show before the report is done, by stage. */
	public heads(id: string): Promise<ReadonlyMap<string, SectionHead>> {
		return queries.listHeads(this.#connection.reader, id);
	}

	/** How long the stages of a kind and depth took in the last workflows that ended well, in milliseconds. */
	public pastDurations(kind: string, depth: string): Promise<readonly queries.PastDuration[]> {
		return queries.listPastDurations(this.#connection.reader, kind, depth);
	}

	/** How many queued workflows were accepted before this one, and this one; `undefined`: it is not queued. */
	public queuePosition(id: string): Promise<number | undefined> {
		return queries.findQueuePosition(this.#connection.reader, id);
	}

	public async step(id: string, address: StepAddress): Promise<{ readonly value: Json } | undefined> {
		const column = await queries.findStepColumn(this.#connection.reader, id, address);
		const value = column === undefined ? undefined : await this.#documents.read<Json>(column);
		return value === undefined ? undefined : { value };
	}

	public async report(id: string): Promise<Report | undefined> {
		const column = await queries.findReportColumn(this.#connection.reader, id);
		return column === undefined ? undefined : this.#documents.read<Report>(column);
	}

	/** What a stage stored in earlier workflows of a kind and depth, newest first. */
	public async history(
		past: Parameters<typeof queries.listPastRuns>[1]
	): Promise<readonly (queries.PastRun & { readonly output: Json })[]> {
		const runs = await queries.listPastRuns(this.#connection.reader, past);
		const read = await Promise.all(runs.map(async (run) => ({ run, stored: await this.#documents.read<Checkpoint>(run.checkpoint) })));
		return read.flatMap(({ run, stored }) => (stored === undefined ? [] : [{ ...run, output: stored.output }]));
	}

	/** The budget that has no room for an amount now, if there is one. Sets nothing aside. */
	public reachedBudget(id: string, amount: Pick<SpendRequest, 'budgets' | 'serverId' | 'nanoUsd'>): Promise<ReachedBudget | undefined> {
		return reachedBudget(this.#connection.reader, id, amount, this.#connection.now());
	}

	/** What the stages of a workflow have spent on models. */
	public spend(id: string): Promise<readonly Spend[]> {
		return listSpend(this.#connection.reader, id);
	}

	/** What counts against the budgets of this month. */
	public spendOfMonth(): Promise<MonthSpend> {
		return sumMonth(this.#connection.reader, this.#connection.now());
	}

	public count(): Promise<Readonly<Partial<Record<WorkflowStatus, number>>>> {
		return queries.countWorkflows(this.#connection.reader);
	}

	public countDeliveries(): Promise<Readonly<Partial<Record<DeliveryStatus, number>>>> {
		return countDeliveries(this.#connection.reader);
	}

	/** Bytes of the database, with what is free in it. */
	public size(): Promise<number> {
		return this.#connection.size();
	}

	/** Workflows of a kind, at any depth, that ended well, newest first. */
	public endedRuns(kind: string, limit: number): Promise<readonly queries.EndedRun[]> {
		return queries.listEndedRuns(this.#connection.reader, kind, limit);
	}

	public searchDocuments(words: readonly string[], query: DocumentQuery): Promise<readonly DocumentHit[]> {
		return searchDocuments(this.#connection.reader, words, query);
	}

	/** Documents whose vectors lie nearest to a vector of the same model. */
	public nearestDocuments(model: string, vector: Float32Array, query: DocumentQuery): Promise<readonly NearDocument[]> {
		return nearestDocuments(this.#connection.reader, model, vector, query);
	}

	/** Whether there is anything to find by vectors of a model. */
	public stateOfVectors(model: string): ReturnType<typeof stateOfVectors> {
		return stateOfVectors(this.#connection.reader, model);
	}

	/** Documents by their ids, as far as they are still there, and the readers may see them. */
	public documents(ids: readonly number[], query: Pick<DocumentQuery, 'scope' | 'except'>): Promise<ReadonlyMap<number, DocumentHit>> {
		return findDocuments(this.#connection.reader, ids, query);
	}

	/** Which of some documents hold a word, in any of its forms. */
	public documentsWith(word: string, ids: readonly number[]): Promise<ReadonlySet<number>> {
		return documentsWith(this.#connection.reader, word, ids);
	}

	/** Those of some workflows that every one of the readers may see. */
	public visible(ids: ReadonlySet<string>, scope: Scope): Promise<ReadonlySet<string>> {
		return findVisible(this.#connection.reader, ids, scope);
	}

	/** The channels of a server in which others than this person have publicly asked for something that was learned from. */
	public publicChannels(serverId: string, userId: string): Promise<readonly string[]> {
		return listPublicChannels(this.#connection.reader, serverId, userId);
	}

	/** Who waits for a workflow; `undefined`: nobody that could be told. */
	public request(workflowId: string): Promise<RequestRecord | undefined> {
		return queries.findRequest(this.#connection.reader, workflowId);
	}

	/** What people thought of results of a kind, those with the latest votes first. */
	public feedback(query: FeedbackQuery): Promise<readonly WorkflowFeedback[]> {
		return listFeedback(this.#connection.reader, query);
	}

	/** Writes and reads, and fails where one of them does not work. */
	public async probe(): Promise<void> {
		await this.#write('probe', probe);
		await queries.findWorkflow(this.#connection.reader, '');
	}

	public backup(file: string): Promise<void> {
		return this.#connection.backup(file);
	}

	public close(): Promise<void> {
		return this.#connection.close();
	}

	#write<Value>(name: string, operation: (tx: LedgerTransaction, now: number) => Promise<Value>): Promise<Value> {
		return writeTo(this.#connection, this.#observe, name, operation);
	}
}
