import { createHash } from 'node:crypto';

/**
 * The number that marks a message as the one of a delivery: the `id` of its container. Buttons name the delivery too, but messages of
 * webhooks have none. 30 bits, never below 2^20, so that it is not taken for a number that Discord gave.
 */
export function markerOf(deliveryId: string): number {
	return 2 ** 20 + (createHash('sha256').update(deliveryId).digest().readUInt32BE(0) % 2 ** 30);
}
