import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import { DeliveryPrecondition } from '#lib/delivery/DeliveryPrecondition';
import type { DeliveryRoute } from '#lib/delivery/DeliveryRoute';

/** Global: what was asked for in one server never reaches another. What nobody asked for on Discord belongs to the operator. */
export class OwnServer extends DeliveryPrecondition {
	public constructor(context: DeliveryPrecondition.LoaderContext) {
		super(context, { position: 50 });
	}

	public override async check(attempt: DeliveryAttempt, route: DeliveryRoute): Promise<DeliveryPrecondition.Result> {
		const { context, serverId } = attempt.request;
		if (context === 'headless' || !route.reachesServers) return this.ok();
		const reached = await route.server(attempt);
		return reached !== undefined && reached === serverId ? this.ok() : this.gone('other-server', 'it belongs to another server');
	}
}
