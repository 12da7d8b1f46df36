import { setTimeout as wait } from 'node:timers/promises';
import type { DeliveryRecord } from '#lib/workflow/delivery';
import type { App } from '#root/app';
import { howToCall } from './howToCall.js';

/** How long somebody at a terminal waits for a webhook. */
const patienceMs = 5_000;

/**
 * Sends what the workflow has for the operator's webhook, and what else is due. Answers with a line for people where it could not be sent
 * yet.
 */
export async function deliverNow(app: App, workflowId: string): Promise<string | undefined> {
	for (const giveUpAt = performance.now() + patienceMs; ; await wait(200)) {
		const waiting = await open(app, workflowId);
		if (waiting.length === 0) return undefined;
		if (performance.now() > giveUpAt || waiting.every(({ status }) => status === 'held')) return describe(waiting);
		await app.delivery.deliverDue();
	}
}

function open({ deliveries }: App, workflowId: string): Promise<readonly DeliveryRecord[]> {
	return deliveries.list({ workflowId, statuses: ['pending', 'sending', 'unknown', 'held'] });
}

function describe([first]: readonly DeliveryRecord[]): string {
	const why = first?.reason?.message ?? 'there was no time';
	return `The result could not be sent to RESULT_WEBHOOK_URL yet (${why}). Try again: ${howToCall('deliveries', '--retry')}`;
}
