import type { MessageBody } from '#lib/delivery/messages/MessageBody';
import type { Asker } from './Asker.js';

/** What earlier workflows learned, for those who ask: only from workflows that they may see. */
export interface Knowledge {
	ask(asker: Asker, question: string): Promise<MessageBody>;
}
