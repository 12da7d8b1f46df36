import { createHash } from 'node:crypto';

/** What Discord tells repeats by: 25 characters, the same for the same delivery on the same route to the same place. */
export function nonceOf(deliveryId: string, route: string, target: string): string {
	return createHash('sha256').update(`${deliveryId}/${route}/${target}`).digest('base64url').slice(0, 25);
}
