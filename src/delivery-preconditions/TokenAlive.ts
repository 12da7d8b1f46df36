import type { DeliveryAttempt } from '#lib/delivery/DeliveryAttempt';
import { DeliveryPrecondition } from '#lib/delivery/DeliveryPrecondition';

/** The interaction can be answered for a while yet, by the clock: a dead token is never tried. */
export class TokenAlive extends DeliveryPrecondition {
	public override check({ request, now, tokenMarginMs }: DeliveryAttempt): DeliveryPrecondition.Result {
		const { token, applicationId, tokenExpiresAt = 0 } = request;
		const alive = token !== undefined && applicationId !== undefined && now < tokenExpiresAt - tokenMarginMs;
		return alive ? this.ok() : this.gone('token-expired', 'the interaction can be answered no longer');
	}
}
