import { AutointelError } from '#lib/errors/AutointelError';
import type { Ledger } from '#lib/ledger/Ledger';
import type { DeliveryRecord } from '#lib/workflow/delivery';
import type { Workflow } from '#lib/workflow/workflow';
import { emittedMessage } from './messages/emittedMessage.js';
import type { MessageBody, MessageOptions } from './messages/MessageBody.js';
import { resultMessage } from './messages/resultMessage.js';

export type ComposeOptions = MessageOptions & { readonly interactive?: boolean };

/** Makes the message of a delivery: the result of its workflow, or what a stage emitted. The same delivery gives the same message. */
export async function composeDelivery(
	ledger: Pick<Ledger, 'report' | 'spend'>,
	workflow: Workflow,
	{ id: deliveryId, kind, payload, repeated }: DeliveryRecord,
	{ interactive = true, ...options }: ComposeOptions = {}
): Promise<MessageBody> {
	const { id: workflowId, startedAt, finishedAt, reason } = workflow;
	if (kind === 'message') return emittedMessage({ workflowId, deliveryId, repeated, ...wordsOf(payload) }, options);
	const [report, spend] = await Promise.all([ledger.report(workflowId), ledger.spend(workflowId)]);
	if (!report) throw new AutointelError('no-report', `${workflowId} has no report to deliver`);
	return resultMessage(
		{
			workflowId,
			deliveryId,
			report,
			spend,
			repeated,
			interactive,
			...(reason === undefined ? {} : { reason }),
			...(startedAt === undefined || finishedAt === undefined ? {} : { durationMs: finishedAt - startedAt })
		},
		options
	);
}

/** What a stage emits was checked by nobody. */
function wordsOf(payload: unknown): { readonly title: string; readonly text: string } {
	const word = (name: string) => {
		const value = typeof payload === 'object' && payload !== null && name in payload ? payload[name as keyof typeof payload] : '';
		return typeof value === 'string' ? value : '';
	};
	return { title: word('title'), text: word('text') };
}
