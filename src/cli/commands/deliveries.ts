import type { DeliveryRecord } from '#lib/workflow/delivery';
import type { App } from '#root/app';
import { onOneLine } from '#root/cli/forTerminal';
import { howToCall } from '#root/cli/howToCall';
import { withApp } from '#root/cli/openApp';
import { print, printJson, table } from '#root/cli/print';
import { UsageError } from '#root/cli/UsageError';

/** `true`: all that is held. */
type Retry = string | true;

export interface DeliveriesOptions {
	readonly retry?: Retry;
	readonly json?: boolean;
}

/** Plugins are loaded: they may bring ways to deliver. */
export async function deliveries({ retry, json }: DeliveriesOptions): Promise<void> {
	await withApp(async (app) => {
		if (retry !== undefined) await tryAgain(app, retry);
		const open = await app.deliveries.list({ statuses: ['pending', 'sending', 'unknown', 'held'], limit: 1000 });
		if (json) printJson(open.map(toDocument));
		else show(open, retry);
	});
}

async function tryAgain({ deliveries: outbox, delivery }: App, retry: Retry): Promise<void> {
	const count = await outbox.retry(retry === true ? undefined : retry);
	if (count === 0 && retry !== true) {
		throw new UsageError('nothing-held', `Nothing is held under "${onOneLine(retry, 60)}"`, {
			hint: `${howToCall('deliveries')} shows what is held, and what still waits by itself.`
		});
	}
	await delivery.deliverDue();
}

function show(open: readonly DeliveryRecord[], retry: Retry | undefined): void {
	if (open.length === 0) {
		print(retry === undefined ? 'Everything is delivered.' : 'Everything is delivered now.');
		return;
	}
	const rows = open.map(({ id, workflowId, kind, status, attempts, createdAt, reason }) => [
		id,
		workflowId,
		kind,
		status,
		String(attempts),
		new Date(createdAt).toISOString().slice(0, 16).replace('T', ' '),
		reason?.message ?? ''
	]);
	print(table([['ID', 'WORKFLOW', 'WHAT', 'STATUS', 'TRIED', 'SINCE (UTC)', 'WHY'], ...rows]));
	if (open.some(({ status }) => status === 'held')) {
		print(`What is held waits until somebody asks for it, or: ${howToCall('deliveries', '--retry')} [ID]`);
	}
}

/** One entry of `deliveries --json`: its shape is fixed, because scripts read it. */
interface DeliveryDocument {
	readonly deliveryId: string;
	readonly workflowId: string;
	readonly kind: string;
	readonly status: string;
	readonly attempts: number;
	/** Of the last attempt. */
	readonly route: string | null;
	/** ISO 8601. */
	readonly createdAt: string;
	readonly reason: string | null;
}

function toDocument({ id, workflowId, kind, status, attempts, route, createdAt, reason }: DeliveryRecord): DeliveryDocument {
	return {
		deliveryId: id,
		workflowId,
		kind,
		status,
		attempts,
		route: route ?? null,
		createdAt: new Date(createdAt).toISOString(),
		reason: reason?.message ?? null
	};
}
