import { randomId } from './randomId.js';

/** A name for something that has to be delivered: `dl_` and 60 random bits. */
export function newDeliveryId(): string {
	return randomId('dl');
}
