import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import { DeliveryPrecondition } from '#lib/delivery/DeliveryPrecondition';
import type { DeliveryRoute } from '#lib/delivery/DeliveryRoute';

/** Global: what a stage addresses to somewhere else does not go where results go. */
export class Addressed extends DeliveryPrecondition {
	public constructor(context: DeliveryPrecondition.LoaderContext) {
		super(context, { position: 20 });
	}

	public override check(attempt: DeliveryAttempt, route: DeliveryRoute): DeliveryPrecondition.Result {
		return route.accepts(attempt) ? this.ok() : this.gone('other-target', 'it is not addressed to this route');
	}
}
