import { toRequest } from '#lib/ledger/rows';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Workflow } from '#lib/workflow/workflow';
import { readIntake } from './intake.js';
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

/** `not-retryable`: it is neither failed nor partial (any more). */
export type Retry =
	| { readonly outcome: 'retried' | 'not-retryable'; readonly workflow: Workflow }
	| { readonly outcome: 'paused' | 'unknown' };

/** Starts the next generation of a workflow, whose progress and result go to whoever asked for that. */
export async function retryRequest(tx: LedgerTransaction, { workflowId, interaction, instance }: NewRetry, now: number): Promise<Retry> {
	if (await readIntake(tx)) return { outcome: 'paused' };
	const row = await tx.selectFrom('requests').selectAll().where('workflowId', '=', workflowId).executeTakeFirst();
	const before = await tx.selectFrom('workflows').select('generation').where('id', '=', workflowId).executeTakeFirst();
	const workflow = await retry(tx, workflowId);
	if (!row || !before || !workflow) return { outcome: 'unknown' };
	if (workflow.generation === before.generation) return { outcome: 'not-retryable', workflow };
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
			surfaceJson: null,
			surfaceSender: null,
			surfaceRevision: values('surfaceRevision', '+', 1)
		}))
		.where('workflowId', '=', workflowId)
		.execute();
	return { outcome: 'retried', workflow };
}
