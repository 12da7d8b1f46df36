import type { DeliveryRecord } from '#lib/workflow/delivery';
import type { RequestRecord } from '#lib/workflow/request';
import type { Workflow } from '#lib/workflow/workflow';
import type { DiscordRest } from './DiscordRest.js';
import type { MessageBody, MessageOptions } from './messages/MessageBody.js';
import type { WebhookAddress } from './WebhookAddress.js';

/** What a route and its preconditions are given: one thing that has to become visible, and everything to do it with. */
export interface DeliveryAttempt {
	readonly delivery: DeliveryRecord;
	readonly request: RequestRecord;
	readonly workflow: Workflow;
	/** Milliseconds since 1970. */
	readonly now: number;
	readonly discord: DiscordRest;
	/** Where the operator wants results that nobody asked for on Discord. */
	readonly webhook: WebhookAddress | undefined;
	/** A run that is younger than this is still looked at: its result can take the place of its progress. Milliseconds. */
	readonly shortRunMs: number;
	/** An interaction's token is left alone so long before it ends. Milliseconds. */
	readonly tokenMarginMs: number;
	/** What to send, rendered for Discord. `interactive: false`: without buttons. */
	message(options?: MessageOptions & { readonly interactive?: boolean }): Promise<MessageBody>;
	/** Where a conversation with the requester is; it is opened if it was not. */
	directMessages(): Promise<string>;
	/**
	 * Shows the end where the progress was, and nothing after it: `edit` is called when no other request for that message is under way, in
	 * whatever process. `undefined`: one is, or the message is not to be touched any more.
	 */
	finishSurface<Value>(edit: () => Promise<Value>): Promise<Value | undefined>;
	/** One line for the operator: never what a result says. */
	log(message: string, fields: Readonly<Record<string, string>>): void;
}
