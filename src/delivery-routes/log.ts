import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import { DeliveryRoute } from '#lib/delivery/DeliveryRoute';

/** A line of the log, for what nobody asked for on Discord: that there is a result, and how to get it. Never what it says. */
export class LogRoute extends DeliveryRoute {
	public constructor(context: DeliveryRoute.LoaderContext) {
		super(context, { position: 60, audience: 'operator', repeatable: true });
	}

	/** A member does not read the log: what was asked for on Discord is held instead. */
	public override accepts(attempt: DeliveryAttempt): boolean {
		return attempt.request.context === 'headless' && super.accepts(attempt);
	}

	public override send({ workflow, delivery, log }: DeliveryAttempt): Promise<DeliveryRoute.Result> {
		log(`there is a result: autointel result ${workflow.id}`, { workflowId: workflow.id, deliveryId: delivery.id });
		return Promise.resolve(this.delivered());
	}
}
