import type { DeliveryRecord } from '#lib/workflow/delivery';
import type { RequestRecord } from '#lib/workflow/request';
import type { StageRecord, Workflow } from '#lib/workflow/workflow';
import type { OutboxRow, RequestRow, StageRow, WorkflowRow } from './schema.js';

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

export function toDelivery(row: OutboxRow): DeliveryRecord {
	return {
		id: row.id,
		workflowId: row.workflowId,
		kind: row.kind,
		payload: JSON.parse(row.payloadJson),
		status: row.status,
		attempts: row.attempts,
		notBefore: Number(row.notBefore),
		tried: JSON.parse(row.triedJson),
		repeated: row.repeated === 1,
		createdAt: Number(row.createdAt),
		...given(row, 'stage', 'route', 'target', 'nonce', 'sender', 'channelId', 'messageId'),
		...(row.reasonJson === null ? {} : { reason: JSON.parse(row.reasonJson) }),
		...present('startedAt', row.startedAt),
		...present('deliveredAt', row.deliveredAt),
		...present('noticedAt', row.noticedAt)
	};
}

export function toRequest(row: RequestRow): RequestRecord {
	return {
		workflowId: row.workflowId,
		private: row.private === 1,
		context: row.context,
		createdAt: Number(row.createdAt),
		...given(row, 'interactionId', 'applicationId', 'userId', 'serverId', 'channelId', 'resultChannelId', 'locale', 'token'),
		...given(row, 'messageChannelId', 'messageId', 'dmChannelId', 'sourceAuthorId'),
		...(row.earlierJson === null ? {} : { earlierAnswers: JSON.parse(row.earlierJson) }),
		...present('attachmentSizeLimit', row.attachmentSizeLimit),
		...present('tokenExpiresAt', row.tokenExpiresAt),
		...present('acknowledgedAt', row.acknowledgedAt)
	};
}

/** The columns of a row that are there. */
function given<Row, Name extends keyof Row>(row: Row, ...names: readonly Name[]): { readonly [Key in Name]?: Exclude<Row[Key], null> } {
	const found = names.flatMap((name) => (row[name] === null ? [] : [[name, row[name]]]));
	// The compiler does not see that the names are Name.
	return Object.fromEntries(found) as { readonly [Key in Name]?: Exclude<Row[Key], null> };
}

function present<Name extends string>(name: Name, value: number | null): { readonly [Key in Name]?: number } {
	// The compiler does not see that a computed key is Name.
	return (value === null ? {} : { [name]: Number(value) }) as { readonly [Key in Name]?: number };
}
