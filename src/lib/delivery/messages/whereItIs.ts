import type { DeliveryRecord } from '#lib/workflow/delivery';
import type { RequestRecord } from '#lib/workflow/request';
import type { WorkflowStatus } from '#lib/workflow/status';
import type { Workflow } from '#lib/workflow/workflow';
import type { LinkView } from './linkMessage.js';

const outcomes: Readonly<Record<WorkflowStatus, string>> = {
	queued: 'Waiting',
	running: 'Running',
	parked: 'Interrupted',
	succeeded: 'Done',
	partial: 'Done, with gaps',
	failed: 'Failed',
	cancelled: 'Cancelled'
};

/** Where the result of a workflow is, for whoever sees the message that its progress was in. */
export function whereItIs(
	request: RequestRecord,
	{ id, status }: Workflow,
	result: DeliveryRecord | undefined
): Omit<LinkView, 'workflowId' | 'title'> {
	const outcome = outcomes[status];
	if (result?.status !== 'delivered') {
		return { outcome, notice: `It could not be delivered: ask for it with \`/autointel status ${id}\`` };
	}
	const { channelId, messageId } = result;
	// A conversation is nobody else's business: not even a link to it.
	const inPerson = channelId !== undefined && channelId === request.dmChannelId && channelId !== request.channelId;
	if (inPerson && !request.private) return { outcome, notice: 'The result went to its requester in person' };
	if (channelId === undefined || messageId === undefined) return { outcome };
	const place = inPerson || request.serverId === undefined ? '@me' : request.serverId;
	return { outcome, url: `https://discord.com/channels/${place}/${channelId}/${messageId}` };
}
