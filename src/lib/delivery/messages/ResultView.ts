import type { Report } from '#lib/workflow/report';
import type { Spend } from '#lib/workflow/spend';
import type { Reason } from '#lib/workflow/workflow';

/** What a workflow came to, for one message. */
export interface ResultView {
	readonly workflowId: string;
	/** The delivery that the message belongs to; none: somebody asked for it. */
	readonly deliveryId?: string;
	readonly report: Report;
	/** Why it is not `succeeded`, with what the member can do. */
	readonly reason?: Reason;
	/** From its start to its end, in milliseconds. */
	readonly durationMs?: number;
	/** What its stages have spent on language models. */
	readonly spend?: readonly Spend[];
	/** An earlier attempt to send this may have arrived. */
	readonly repeated?: boolean;
	/** Buttons do something. Default: true. False for webhooks that belong to no application. */
	readonly interactive?: boolean;
}
