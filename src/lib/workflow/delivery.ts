import type { Json } from './json.js';
import type { Reason } from './workflow.js';

/**
 * How far something is that has to become visible. `pending`: waits to be sent. `sending`: a request may be under way. `unknown`: its answer
 * was lost, so it may be there already. `delivered`, `held`: nothing is left to try until somebody asks for it or says so.
 */
export type DeliveryStatus = 'pending' | 'sending' | 'delivered' | 'unknown' | 'held';

/** `result`: the report of a workflow, once for each of its generations. `message`: what a stage emitted. */
export type DeliveryKind = 'result' | 'message';

/** A route that is out of the question for a delivery, and why. */
export interface TriedRoute {
	readonly route: string;
	readonly reason: Reason;
}

/** One row of the outbox. Times are milliseconds since 1970. */
export interface DeliveryRecord {
	/** Short: fits a custom_id. */
	readonly id: string;
	readonly workflowId: string;
	/** The stage that emitted it; none: the workflow's result. */
	readonly stage?: string;
	readonly kind: DeliveryKind;
	/** Of a message: `{ target, title, text }`. Of a result: `{ generation }`. */
	readonly payload: Json;
	readonly status: DeliveryStatus;
	/** The route of the last attempt. */
	readonly route?: string;
	/** Where the last attempt went: a channel or a message, as the route understands it. */
	readonly target?: string;
	readonly nonce?: string;
	/** When the first request went out whose outcome is not known yet. */
	readonly startedAt?: number;
	/** The instance that sends it. */
	readonly sender?: string;
	readonly attempts: number;
	readonly notBefore: number;
	readonly tried: readonly TriedRoute[];
	/** An earlier attempt may have arrived: it has to be marked as a repeat. */
	readonly repeated: boolean;
	readonly channelId?: string;
	readonly messageId?: string;
	/** Why it waits, is unknown or held. */
	readonly reason?: Reason;
	readonly createdAt: number;
	readonly deliveredAt?: number;
	/** The operator was told that it is held. */
	readonly noticedAt?: number;
}
