/** Where a message is, as Discord answers with it. */
export interface SentMessage {
	readonly channelId: string;
	readonly messageId: string;
}

/** @throws where the answer is something else, such as a proxy's page: what was sent may be there all the same. */
export function sentMessage(answer: unknown): SentMessage {
	if (typeof answer === 'object' && answer !== null && 'id' in answer && 'channel_id' in answer) {
		const { id, channel_id: channelId } = answer;
		if (typeof id === 'string' && typeof channelId === 'string') return { channelId, messageId: id };
	}
	throw new Error('the answer is no message');
}
