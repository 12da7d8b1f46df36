import type { ColumnType, Generated, Kysely, Selectable, Transaction } from 'kysely';
import type { DeliveryKind, DeliveryStatus } from '#lib/workflow/delivery';
import type { KnowledgeDocument } from '#lib/workflow/knowledge';
import type { RequestContext } from '#lib/workflow/request';
import type { StageStatus, WorkflowStatus } from '#lib/workflow/status';
import type { Vote } from '#lib/workflow/vote';

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
	readonly cacheUses: CacheUseTable;
	readonly requests: RequestTable;
	readonly servers: ServerTable;
	readonly people: PersonTable;
	readonly votes: VoteTable;
	readonly state: StateTable;
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
	/** SectionHead of a stage that succeeded: what can be shown before the report is done, without reading the checkpoint. */
	headJson: string | null;
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

/** See DeliveryRecord. */
interface OutboxTable {
	id: string;
	workflowId: string;
	stage: string | null;
	kind: DeliveryKind;
	payloadJson: string;
	status: DeliveryStatus;
	route: string | null;
	nonce: string | null;
	target: string | null;
	startedAt: number | null;
	sender: string | null;
	attempts: number;
	notBefore: number;
	/** TriedRoute[]. */
	triedJson: string;
	/** 0 or 1. */
	repeated: number;
	channelId: string | null;
	messageId: string | null;
	reasonJson: string | null;
	createdAt: number;
	deliveredAt: number | null;
	noticedAt: number | null;
}

/** See RequestRecord. One for each workflow that has something to deliver: those of the command line have none, unless they have a webhook. */
interface RequestTable {
	workflowId: string;
	interactionId: string | null;
	applicationId: string | null;
	userId: string | null;
	serverId: string | null;
	channelId: string | null;
	resultChannelId: string | null;
	/** 0 or 1. */
	private: number;
	context: RequestContext;
	locale: string | null;
	attachmentSizeLimit: number | null;
	/** Secret; null when it is of no use any more. */
	token: string | null;
	tokenExpiresAt: number | null;
	createdAt: number;
	/** When it was last tried again. */
	retriedAt: number | null;
	acknowledgedAt: number | null;
	messageChannelId: string | null;
	messageId: string | null;
	/** EarlierAnswer[]; null: none. */
	earlierJson: string | null;
	/** SurfaceState. */
	surfaceJson: string | null;
	/** 0 or 1: whether there is anything left to show there. */
	surfaceOpen: number;
	/** The instance that has a request for the message under way: nobody else may touch it then. */
	surfaceSender: string | null;
	/** Raised each time the surface is taken: who was overtaken cannot leave it. */
	surfaceRevision: number;
	dmChannelId: string | null;
	sourceAuthorId: string | null;
	/** The same for two requests that come to the same work for the same person. */
	digest: string | null;
	/** The instance that answers the interaction. */
	acceptedBy: string | null;
	/** Attachment, as long as it has not been stored: the workflow cannot begin before. */
	attachmentJson: string | null;
}

/** What members thought of a result: one vote each. */
interface VoteTable {
	workflowId: string;
	userId: string;
	vote: Vote;
	at: number;
}

interface ServerTable {
	serverId: string;
	settingsJson: string;
	/** When the bot was removed. */
	removedAt: number | null;
}

interface PersonTable {
	userId: string;
	optedOutAt: number | null;
	/** When they were told where text is sent. */
	noticedAt: number | null;
}

interface StateTable {
	key: string;
	/** JSON. */
	value: string;
}

interface SpendTable {
	id: string;
	/** May be of a workflow that is forgotten by now. */
	workflowId: string;
	stage: string;
	/** The Discord server whose budget it counts against; null also once that month is over. */
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
	/** A BCP 47 tag; null: nobody said. */
	language: string | null;
	/** The embedding model that was last asked for its vector; null: none was. */
	vectorModel: string | null;
	/** How many numbers its vector has; null: it has none. */
	vectorDimensions: number | null;
	/** How often that model gave none. */
	vectorTries: Generated<number>;
	/** Numbers of 32 bits, little-endian, of length 1 together. Read, it is what libsql makes of a blob. */
	vector: ColumnType<ArrayBuffer | null, Buffer | null, Buffer | null>;
}

interface KeyvTable {
	key: string;
	value: string;
	/** `null`: never. */
	expiresAt: number | null;
}

/** Which workflows have put a value into the cache, or found it there. */
interface CacheUseTable {
	workflowId: string;
	/** As in Cache: `stage/key`. */
	key: string;
}

export type WorkflowRow = Selectable<WorkflowTable>;
export type StageRow = Selectable<StageTable>;
export type OutboxRow = Selectable<OutboxTable>;
export type RequestRow = Selectable<RequestTable>;
