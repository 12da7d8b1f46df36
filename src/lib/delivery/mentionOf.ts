import type { DeliveryAttempt } from './DeliveryAttempt.js';

/** Whom a new message mentions: who waits for the result, unless they have ended it themselves. Nobody else, ever. */
export function mentionOf({ delivery, request, workflow }: Pick<DeliveryAttempt, 'delivery' | 'request' | 'workflow'>): string | undefined {
	return delivery.kind === 'result' && workflow.status !== 'cancelled' ? request.userId : undefined;
}
