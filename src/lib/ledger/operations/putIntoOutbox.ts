import { newDeliveryId } from '#lib/ledger/newDeliveryId';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { DeliveryKind } from '#lib/workflow/delivery';
import type { Json } from '#lib/workflow/json';

interface NewDelivery {
	readonly workflowId: string;
	/** None: the workflow itself. */
	readonly stage?: string;
	readonly kind: DeliveryKind;
	readonly payload: Json;
}

/** Says that something has to become visible: part of the transaction that makes it true. */
export async function putIntoOutbox(tx: LedgerTransaction, { workflowId, stage, kind, payload }: NewDelivery, now: number): Promise<void> {
	await tx
		.insertInto('outbox')
		.values({
			id: newDeliveryId(),
			workflowId,
			stage: stage ?? null,
			kind,
			payloadJson: JSON.stringify(payload),
			status: 'pending',
			attempts: 0,
			notBefore: 0,
			triedJson: '[]',
			repeated: 0,
			createdAt: now
		})
		.execute();
}
