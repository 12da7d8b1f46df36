import type { Generated, Kysely, Selectable, Transaction } from 'kysely';
import type { KnowledgeDocument } from '#lib/workflow/knowledge';
import type { StageStatus, WorkflowStatus } from '#lib/workflow/status';

/** The ledger's tables. Times are milliseconds since 1970; columns named `…Json` hold JSON text. */
export interface LedgerTables {
	readonly workflows: WorkflowTable;
	readonly stages: StageTable;
	readonly steps: StepTable;
	readonly artifacts: ArtifactTable;
	readonly outbox: OutboxTable;
	readonly spend: SpendTable;
	readonly documents: DocumentTable;
	readonly keyv: KeyvTable;
}

export type LedgerDatabase = Kysely<LedgerTables>;
export type LedgerTransaction = Transaction<LedgerTables>;

interface WorkflowTable {
	id: string;
	/** Two requests with the same key are one workflow. */
	requestKey: string | null;
	kind: string;
	depth: string;
	sourceJson: string;
	optionsJson: string;
	status: WorkflowStatus;
	reasonJson: string | null;
	/** Counts from 1; each `retry` starts the next one. */
	generation: number;
	planJson: string | null;
	/** Raised by each claim: writes under an older one are refused. */
	epoch: number;
	/** The instance that runs it. */
	owner: string | null;
	leaseUntil: number;
	/** Raised by everything that is progress: steps, settled stages. */
	revision: number;
	/** The revision at the last claim. */
	claimedRevision: number;
	/** Claims in a row without progress between them, after an owner that died. */
	crashes: number;
	cancelRequestedAt: number | null;
	report: string | null;
	acceptedAt: number;
	startedAt: number | null;
	finishedAt: number | null;
}

interface StageTable {
	workflowId: string;
	stage: string;
	status: StageStatus;
	version: number;
	attempts: number;
	/** 0 to 1. */
	progress: number;
	note: string | null;
	reasonJson: string | null;
	/** Why the stage ran again, for the report. */
	remarksJson: string;
	/** Output and section of a stage that succeeded: see StoredDocument. */
	checkpoint: string | null;
	startedAt: number | null;
	finishedAt: number | null;
	durationMs: number;
}

interface StepTable {
	workflowId: string;
	stage: string;
	step: string;
	version: number;
	/** See StoredDocument. */
	value: string;
	committedAt: number;
}

interface ArtifactTable {
	workflowId: string;
	hash: string;
	bytes: number;
	createdAt: number;
}

interface OutboxTable {
	id: string;
	workflowId: string;
	/** The stage that emitted it. */
	stage: string;
	status: 'pending';
	payloadJson: string;
	createdAt: number;
}

interface SpendTable {
	id: string;
	/** May be of a workflow that is forgotten by now. */
	workflowId: string;
	stage: string;
	/** The Discord server whose budget it counts against. */
	serverId: string | null;
	/** As in `2025-11`, UTC: the month whose budget it counts against. */
	month: string;
	model: string;
	/** 0: the price of the model is not known, and `nanoUsd` is what its tokens count as. */
	priced: number;
	/**
	 * `reserved`: the call is running, or nobody knows what became of it: the most that it can have cost counts. `settled`: what it has cost.
	 */
	state: 'reserved' | 'settled';
	/** Billionths of a US dollar. */
	nanoUsd: number;
	inputTokens: number | null;
	outputTokens: number | null;
	reservedAt: number;
	settledAt: number | null;
}

interface DocumentTable {
	id: Generated<number>;
	workflowId: string;
	/** The stage that learned it. */
	stage: string;
	type: KnowledgeDocument['type'];
	text: string;
	speaker: string | null;
	positionJson: string | null;
}

interface KeyvTable {
	key: string;
	value: string;
	/** `null`: never. */
	expiresAt: number | null;
}

export type WorkflowRow = Selectable<WorkflowTable>;
export type StageRow = Selectable<StageTable>;
