import type { LedgerTransaction } from '#lib/ledger/schema';
import type { DeliveryRecord } from '#lib/workflow/delivery';
import type { Reason } from '#lib/workflow/workflow';

/** What was found out, or decided, about something that is not being sent. */
export type DeliveryResolution =
	/** Our message was found. */
	| { readonly to: 'delivered'; readonly channelId: string; readonly messageId: string }
	/** Our message is not there: it can be sent by any route. */
	| { readonly to: 'absent' }
	/** Nobody can tell: whatever is sent next has to be marked as a repeat. */
	| { readonly to: 'unknowable' }
	| { readonly to: 'later'; readonly reason: Reason; readonly notBefore: number }
	/** There is no route left. */
	| { readonly to: 'held'; readonly reason: Reason };

/** `false`: somebody has touched it since it was read. */
export async function resolveDelivery(
	tx: LedgerTransaction,
	delivery: Pick<DeliveryRecord, 'id' | 'status' | 'attempts'>,
	resolution: DeliveryResolution,
	now: number
): Promise<boolean> {
	const { numUpdatedRows } = await tx
		.updateTable('outbox')
		.set(changes(resolution, now))
		.where('id', '=', delivery.id)
		.where('status', '=', delivery.status)
		.where('attempts', '=', delivery.attempts)
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

function changes(resolution: DeliveryResolution, now: number) {
	const fresh = { status: 'pending' as const, notBefore: now, startedAt: null, nonce: null };
	switch (resolution.to) {
		case 'delivered':
			return {
				status: 'delivered' as const,
				channelId: resolution.channelId,
				messageId: resolution.messageId,
				deliveredAt: now,
				reasonJson: null
			};
		case 'absent':
			return fresh;
		case 'unknowable':
			return { ...fresh, repeated: 1 };
		case 'later':
			return { notBefore: resolution.notBefore, reasonJson: JSON.stringify(resolution.reason) };
		case 'held':
			return { status: 'held' as const, reasonJson: JSON.stringify(resolution.reason) };
	}
}
