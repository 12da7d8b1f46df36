import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import { DeliveryPrecondition } from '#lib/delivery/DeliveryPrecondition';

/**
 * The result can take the place of the progress: whoever asked has not had to wait long, and is still looking, or has ended it themselves.
 * Edits notify nobody. Where the server wants results in another channel, that is where it goes.
 */
export class EndsInPlace extends DeliveryPrecondition {
	public override check({ delivery, request, workflow, now, shortRunMs }: DeliveryAttempt): DeliveryPrecondition.Result {
		if (delivery.kind !== 'result') return this.gone('not-a-result', 'only a result takes the place of the progress');
		if (request.resultChannelId !== undefined) return this.gone('other-channel', 'the server wants results in another channel');
		const looking = now - (request.acknowledgedAt ?? request.createdAt) <= shortRunMs || workflow.status === 'cancelled';
		return looking ? this.ok() : this.gone('long-run', 'whoever waited so long is told by a new message');
	}
}
