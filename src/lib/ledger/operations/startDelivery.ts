import type { LedgerTransaction } from '#lib/ledger/schema';
import type { DeliveryRecord } from '#lib/workflow/delivery';

export interface DeliveryStart {
	/** As it was read: if anybody has touched it since, nothing is started. */
	readonly delivery: Pick<DeliveryRecord, 'id' | 'status' | 'attempts'>;
	readonly route: string;
	readonly target: string | undefined;
	readonly nonce: string | undefined;
	/** The instance that sends. */
	readonly sender: string;
	/** Since when a request with this nonce may be under way, where this is not the first. Milliseconds since 1970. */
	readonly since: number | undefined;
}

/** Says that a request is about to be made. From here on the outcome is unknown until `settleDelivery`. `false`: somebody was faster. */
export async function startDelivery(tx: LedgerTransaction, start: DeliveryStart, now: number): Promise<boolean> {
	const { numUpdatedRows } = await tx
		.updateTable('outbox')
		.set((row) => ({
			status: 'sending' as const,
			route: start.route,
			target: start.target ?? null,
			nonce: start.nonce ?? null,
			sender: start.sender,
			startedAt: start.since ?? now,
			attempts: row('attempts', '+', 1),
			reasonJson: null
		}))
		.where('id', '=', start.delivery.id)
		.where('attempts', '=', start.delivery.attempts)
		.where('status', '=', start.delivery.status)
		.where('status', 'in', ['pending', 'unknown'])
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}
