import type { SentMessage } from '#lib/workflow/forgetting';

/** `gone`: it is not there, or never was. `out-of-reach`: nobody lets us delete it, now or later. */
export type MessageFate = 'deleted' | 'gone' | 'out-of-reach';

/** The world in which our messages are: what forgetting needs of it. */
export interface SentMessages {
	/** Deletes a message of ours. Throws where it is worth trying again later. */
	delete(message: SentMessage): Promise<MessageFate>;
}
