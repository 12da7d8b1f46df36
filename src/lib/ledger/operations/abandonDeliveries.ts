import type { LedgerTransaction } from '#lib/ledger/schema';

/** What a dead instance was sending may have arrived, or not: somebody has to find out. */
export async function abandonDeliveries(tx: LedgerTransaction, senders: readonly string[], now: number): Promise<void> {
	await tx
		.updateTable('outbox')
		.set({
			status: 'unknown',
			sender: null,
			notBefore: now,
			reasonJson: JSON.stringify({ code: 'sender-died', message: 'the process that sent it died before it knew what became of it' })
		})
		.where('status', '=', 'sending')
		.where('sender', 'in', [...senders, ''])
		.execute();
}
