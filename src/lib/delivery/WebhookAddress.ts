/** A channel webhook. Its token is secret: whoever has it can write to the channel. */
export interface WebhookAddress {
	readonly id: string;
	readonly token: string;
	/** A thread of the webhook's channel. */
	readonly threadId?: string;
}

/** From the address that Discord shows; the settings have checked its shape. */
export function parseWebhook(address: string): WebhookAddress {
	const [, id, token, threadId] = /\/webhooks\/(\d+)\/([\w-]+)(?:\?thread_id=(\d+))?$/u.exec(address) ?? [];
	if (id === undefined || token === undefined) throw new Error('this is not the address of a webhook');
	return { id, token, ...(threadId === undefined ? {} : { threadId }) };
}
