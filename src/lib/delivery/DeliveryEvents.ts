import type { Reason } from '#lib/workflow/workflow';

/** What a Delivery tells those who watch it in this process. Names and shapes of a typed EventEmitter. */
export interface DeliveryEvents {
	/** It arrived. */
	delivered: [DeliveryEvent & { readonly channelId?: string; readonly messageId?: string }];
	/** A precondition kept a route from being tried. */
	denied: [DeliveryEvent & { readonly precondition: string; readonly reason: Reason }];
	/** A route led nowhere. */
	gone: [DeliveryEvent & { readonly reason: Reason }];
	/** It is tried again. */
	later: [DeliveryEvent & { readonly reason: Reason }];
	/** An answer was lost. */
	unknown: [DeliveryEvent & { readonly reason: Reason }];
	/** There is no route left. */
	held: [Omit<DeliveryEvent, 'route'> & { readonly reason: Reason }];
}

interface DeliveryEvent {
	readonly deliveryId: string;
	readonly workflowId: string;
	readonly route: string;
}
