import type { LedgerTransaction } from '#lib/ledger/schema';
import type { TriedRoute } from '#lib/workflow/delivery';
import type { Reason } from '#lib/workflow/workflow';

/** What became of a request. */
export type DeliverySettlement =
	/** It is there. */
	| { readonly to: 'delivered'; readonly channelId?: string; readonly messageId?: string }
	/** It is not there, and this route leads nowhere: the next one. */
	| { readonly to: 'next-route'; readonly reason: Reason; readonly notBefore: number }
	/** It is not there yet. */
	| { readonly to: 'later'; readonly reason: Reason; readonly notBefore: number }
	/** It may be there. */
	| { readonly to: 'unknown'; readonly reason: Reason; readonly notBefore: number };

export interface DeliveryAttemptKey {
	readonly id: string;
	readonly sender: string;
	/** The attempt's number: counts from 1. */
	readonly attempt: number;
}

/** Says what became of a request. `false`: somebody took this process for dead meanwhile, and finds out by itself. */
export async function settleDelivery(
	tx: LedgerTransaction,
	{ id, sender, attempt }: DeliveryAttemptKey,
	settlement: DeliverySettlement,
	now: number
): Promise<boolean> {
	const row = await tx
		.selectFrom('outbox')
		.select(['route', 'triedJson'])
		.where('id', '=', id)
		.where('status', '=', 'sending')
		.where('sender', '=', sender)
		.where('attempts', '=', attempt)
		.executeTakeFirst();
	if (!row) return false;
	await tx
		.updateTable('outbox')
		.set({ sender: null, ...changes(settlement, row, now) })
		.where('id', '=', id)
		.execute();
	return true;
}

function changes(settlement: DeliverySettlement, row: { readonly route: string | null; readonly triedJson: string }, now: number) {
	switch (settlement.to) {
		case 'delivered':
			return {
				status: 'delivered' as const,
				channelId: settlement.channelId ?? null,
				messageId: settlement.messageId ?? null,
				deliveredAt: now,
				reasonJson: null
			};
		case 'next-route': {
			const tried: readonly TriedRoute[] = JSON.parse(row.triedJson);
			const triedJson = JSON.stringify([...tried, { route: row.route ?? '', reason: settlement.reason }]);
			return {
				status: 'pending' as const,
				triedJson,
				notBefore: settlement.notBefore,
				startedAt: null,
				nonce: null,
				reasonJson: JSON.stringify(settlement.reason)
			};
		}
		case 'later':
			return {
				status: 'pending' as const,
				notBefore: settlement.notBefore,
				startedAt: null,
				nonce: null,
				reasonJson: JSON.stringify(settlement.reason)
			};
		case 'unknown':
			return { status: 'unknown' as const, notBefore: settlement.notBefore, reasonJson: JSON.stringify(settlement.reason) };
	}
}
