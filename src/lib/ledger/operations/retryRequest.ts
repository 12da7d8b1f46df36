import { toRequest, toWorkflow, workflowColumns } from '#lib/ledger/rows';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Workflow } from '#lib/workflow/workflow';
import { listOpen, type Refusal, type RequestLimits, refuseRequest } from './refuseRequest.js';
import { retry } from './requeue.js';

/** Somebody wants a workflow to be tried again. */
export interface NewRetry {
	readonly workflowId: string;
	/** Where the new first answer is going to be; none: the message of the first time stays as it is. */
	readonly interaction?: {
		readonly id: string;
		readonly applicationId: string;
		readonly token: string;
		/** Milliseconds since 1970. */
		readonly expiresAt: number;
	};
	/** The process that is going to answer. */
	readonly instance: string;
}

/**
 * `again`: this very interaction was heard before. `not-retryable`: it is neither failed nor partial (any more). `identical`: the person has
 * the same work under way, as that workflow.
 */
export type Retry =
	| { readonly outcome: 'retried' | 'not-retryable' | 'identical'; readonly workflow: Workflow }
	| { readonly outcome: 'refused'; readonly refusal: Refusal }
	| { readonly outcome: 'again' | 'unknown' };

/**
 * Starts the next generation of a workflow, whose progress and result go to whoever asked for that. It counts as a request of the person
 * whose workflow it is.
 */
export async function retryRequest(tx: LedgerTransaction, asked: NewRetry, limits: RequestLimits, now: number): Promise<Retry> {
	const { workflowId, interaction, instance } = asked;
	const row = await tx.selectFrom('requests').selectAll().where('workflowId', '=', workflowId).executeTakeFirst();
	const before = await tx.selectFrom('workflows').select(workflowColumns).where('id', '=', workflowId).executeTakeFirst();
	if (!row || !before) return { outcome: 'unknown' };
	if (interaction && row.interactionId === interaction.id) return { outcome: 'again' };
	if (before.status !== 'failed' && before.status !== 'partial') return { outcome: 'not-retryable', workflow: toWorkflow(before) };
	const { userId, digest } = row;
	if (userId !== null) {
		const open = await listOpen(tx, userId);
		const same = digest === null ? undefined : open.find((other) => other.digest === digest);
		if (same) return { outcome: 'identical', workflow: toWorkflow(same) };
		const refusal = await refuseRequest(tx, userId, open, limits, now);
		if (refusal) return { outcome: 'refused', refusal };
	}
	const workflow = await retry(tx, workflowId);
	if (!workflow) return { outcome: 'unknown' };
	const { acknowledgedAt = now, messageChannelId: channelId, messageId, earlierAnswers = [] } = toRequest(row);
	const earlier = channelId === undefined || messageId === undefined ? [] : [{ channelId, messageId, sentAt: acknowledgedAt }];
	const answered = { acknowledgedAt, surfaceOpen: 0 };
	const unanswered = interaction && {
		interactionId: interaction.id,
		applicationId: interaction.applicationId,
		token: interaction.token,
		tokenExpiresAt: interaction.expiresAt,
		acknowledgedAt: null,
		acceptedBy: instance,
		messageChannelId: null,
		messageId: null,
		earlierJson: JSON.stringify([...earlierAnswers, ...earlier]),
		surfaceOpen: 1
	};
	await tx
		.updateTable('requests')
		.set((values) => ({
			...(unanswered ?? answered),
			retriedAt: now,
			surfaceJson: null,
			surfaceSender: null,
			surfaceRevision: values('surfaceRevision', '+', 1)
		}))
		.where('workflowId', '=', workflowId)
		.execute();
	return { outcome: 'retried', workflow };
}
