import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Attachment } from '#lib/workflow/attachment';
import type { RequestRecord } from '#lib/workflow/request';

export type NewRequest = Omit<
	RequestRecord,
	'createdAt' | 'acknowledgedAt' | 'messageChannelId' | 'messageId' | 'earlierAnswers' | 'dmChannelId'
>;

/** What has to be done before the workflow can begin. See RequestTable. */
export interface RequestOpening {
	readonly digest: string;
	readonly acceptedBy: string;
	readonly attachment?: Attachment | undefined;
}

/** Says who waits for a workflow: part of the transaction that accepts it. */
export async function putRequest(tx: LedgerTransaction, request: NewRequest, now: number, opening?: RequestOpening): Promise<void> {
	await tx
		.insertInto('requests')
		.values({
			workflowId: request.workflowId,
			interactionId: request.interactionId ?? null,
			applicationId: request.applicationId ?? null,
			userId: request.userId ?? null,
			serverId: request.serverId ?? null,
			channelId: request.channelId ?? null,
			resultChannelId: request.resultChannelId ?? null,
			private: request.private ? 1 : 0,
			context: request.context,
			locale: request.locale ?? null,
			attachmentSizeLimit: request.attachmentSizeLimit ?? null,
			token: request.token ?? null,
			tokenExpiresAt: request.tokenExpiresAt ?? null,
			sourceAuthorId: request.sourceAuthorId ?? null,
			digest: opening?.digest ?? null,
			acceptedBy: opening?.acceptedBy ?? null,
			attachmentJson: opening?.attachment === undefined ? null : JSON.stringify(opening.attachment),
			createdAt: now,
			surfaceOpen: request.interactionId === undefined ? 0 : 1,
			surfaceRevision: 0
		})
		.execute();
}
