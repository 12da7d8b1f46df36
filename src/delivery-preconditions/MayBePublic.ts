import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import { DeliveryPrecondition } from '#lib/delivery/DeliveryPrecondition';
import type { DeliveryRoute } from '#lib/delivery/DeliveryRoute';

/** Global: what was asked for in private goes to its requester alone, whatever else fails. */
export class MayBePublic extends DeliveryPrecondition {
	public constructor(context: DeliveryPrecondition.LoaderContext) {
		super(context, { position: 30 });
	}

	public override check(attempt: DeliveryAttempt, route: DeliveryRoute): DeliveryPrecondition.Result {
		if (!attempt.request.private || route.audience(attempt) === 'requester') return this.ok();
		return this.gone('private', 'others would see it');
	}
}
