import { toDelivery } from '#lib/ledger/rows';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { SentMessage } from '#lib/workflow/forgetting';

/**
 * Deletes deliveries, and answers with the messages that they are or may be. `answers`: the messages that are known already, first answers
 * among them. `but`: those that are being sent are left.
 */
export async function takeDeliveries(
	tx: LedgerTransaction,
	workflows: readonly string[],
	answers: readonly SentMessage[],
	but?: 'sending'
): Promise<readonly SentMessage[]> {
	const deliveries = await tx
		.deleteFrom('outbox')
		.where('workflowId', 'in', [...workflows, ''])
		.$if(but !== undefined, (query) => query.where('status', '!=', 'sending'))
		.returningAll()
		.execute();
	return deliveries
		.map(toDelivery)
		.flatMap(({ id, workflowId, status, repeated, route, target, channelId, messageId, createdAt: since }) => {
			const mayBeThere = messageId !== undefined || status === 'unknown' || status === 'sending' || repeated;
			const isFirstAnswer = messageId !== undefined && answers.some((answer) => answer.messageId === messageId);
			if (!mayBeThere || isFirstAnswer) return [];
			const { private: isPrivate = false, serverId, interaction } = answers.find((answer) => answer.id === workflowId) ?? {};
			return {
				id,
				private: isPrivate,
				since,
				...(route === undefined ? {} : { route }),
				...(target === undefined ? {} : { target }),
				...(serverId === undefined ? {} : { serverId }),
				...(channelId === undefined ? {} : { channelId }),
				...(messageId === undefined ? {} : { messageId }),
				...(interaction && { interaction })
			};
		});
}
