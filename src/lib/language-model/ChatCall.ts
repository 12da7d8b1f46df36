import type { Json } from '#lib/workflow/json';
import type { ModelMessages } from './composeMessages.js';

/** One call of a chat completion. */
export interface ChatCall {
	readonly model: string;
	readonly messages: ModelMessages;
	/** By sha-256: `data:` addresses of the pictures. */
	readonly pictures: ReadonlyMap<string, string>;
	readonly schema: { readonly [key: string]: Json };
	readonly maxOutputTokens: number;
	/** The same for every attempt at the same question. */
	readonly idempotencyKey: string;
}
