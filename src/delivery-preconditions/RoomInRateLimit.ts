import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import { DeliveryPrecondition } from '#lib/delivery/DeliveryPrecondition';
import type { DeliveryRoute } from '#lib/delivery/DeliveryRoute';

/** Global: what Discord's headers say would be refused is not asked for. */
export class RoomInRateLimit extends DeliveryPrecondition {
	public constructor(context: DeliveryPrecondition.LoaderContext) {
		super(context, { position: 40 });
	}

	public override check(attempt: DeliveryAttempt, route: DeliveryRoute): DeliveryPrecondition.Result {
		const waitMs = route.waitForRoom(attempt);
		return waitMs <= 0 ? this.ok() : this.later('rate-limited', 'Discord wants a pause', waitMs);
	}
}
