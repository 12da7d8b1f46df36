import type { LedgerTransaction } from '#lib/ledger/schema';

export interface FirstAnswer {
	/** Where the first answer is: the message that is kept up to date from now on. */
	readonly channelId: string;
	readonly messageId: string;
}

/**
 * Notes that the first answer to an interaction has arrived, and where it is. Without `answer`: nobody will know any more whether it has, and
 * the workflow begins all the same.
 */
export async function acknowledge(tx: LedgerTransaction, workflowId: string, answer: FirstAnswer | undefined, now: number): Promise<void> {
	await tx
		.updateTable('requests')
		.set((row) => ({
			acknowledgedAt: row.fn.coalesce('acknowledgedAt', row.val(now)),
			...(answer && { messageChannelId: answer.channelId, messageId: answer.messageId })
		}))
		.where('workflowId', '=', workflowId)
		.execute();
}
