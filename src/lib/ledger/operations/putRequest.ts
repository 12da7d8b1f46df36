import type { LedgerTransaction } from '#lib/ledger/schema';
import type { RequestRecord } from '#lib/workflow/request';

export type NewRequest = Omit<RequestRecord, 'createdAt' | 'acknowledgedAt' | 'messageChannelId' | 'messageId' | 'dmChannelId'>;

/** Says who waits for a workflow: part of the transaction that accepts it. */
export async function putRequest(tx: LedgerTransaction, request: NewRequest, now: number): Promise<void> {
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
			createdAt: now,
			surfaceOpen: request.interactionId === undefined ? 0 : 1,
			surfaceRevision: 0
		})
		.execute();
}
