import type { WorkflowBelongings } from '#lib/ledger/operations/storedAbout';

/** A message of ours in Discord. */
export interface OwnMessage {
	readonly channelId?: string;
	readonly messageId: string;
	/** Milliseconds since 1970. */
	readonly sentAt?: number;
}

/** The messages that belong to a workflow, as far as we know where they are: first answers, earlier ones too, and what was delivered. Each once. */
export function messagesOf({ request, deliveries }: WorkflowBelongings): readonly OwnMessage[] {
	const messages = [
		...(request?.earlierAnswers ?? []),
		...messageAt(request?.messageChannelId, request?.messageId, request?.acknowledgedAt),
		...deliveries.flatMap(({ channelId, messageId, deliveredAt }) => messageAt(channelId, messageId, deliveredAt))
	];
	return [...new Map(messages.map((message) => [message.messageId, message])).values()];
}

function messageAt(channelId: string | undefined, messageId: string | undefined, sentAt: number | undefined): readonly OwnMessage[] {
	if (messageId === undefined) return [];
	return [{ ...(channelId === undefined ? {} : { channelId }), messageId, ...(sentAt === undefined ? {} : { sentAt }) }];
}
