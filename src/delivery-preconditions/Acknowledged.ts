import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import { DeliveryPrecondition } from '#lib/delivery/DeliveryPrecondition';

/** As long as a first answer may be on its way. */
const patienceMs = 30_000;

/** Global: nothing is said before the first answer to the interaction, or that would come after the end. */
export class Acknowledged extends DeliveryPrecondition {
	public constructor(context: DeliveryPrecondition.LoaderContext) {
		super(context, { position: 10 });
	}

	public override check({ request, now }: DeliveryAttempt): DeliveryPrecondition.Result {
		const expected = request.interactionId !== undefined && request.acknowledgedAt === undefined;
		if (!expected || now - request.createdAt > patienceMs) return this.ok();
		return this.later('not-acknowledged', 'the first answer is still under way', 500);
	}
}
