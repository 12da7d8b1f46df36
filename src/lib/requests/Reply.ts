import type { MessageBody } from '#lib/delivery/messages/MessageBody';

/** A message, and what is to be written down once it has arrived: had it been written before, a reply that is lost would count as read. */
export interface Reply {
	readonly body: MessageBody;
	readonly arrived: () => Promise<void>;
}
