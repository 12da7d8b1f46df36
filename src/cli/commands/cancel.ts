import { setTimeout as wait } from 'node:timers/promises';
import { AutointelError } from '#lib/errors/AutointelError';
import { isFinal } from '#lib/workflow/status';
import type { App } from '#root/app';
import { statusDocument } from '#root/cli/documents';
import { howToCall } from '#root/cli/howToCall';
import { withLedger } from '#root/cli/openApp';
import { print, printJson } from '#root/cli/print';
import { unknownWorkflow } from '#root/cli/UsageError';

/** How long whoever runs the workflow has to obey. */
const patienceMs = 15_000;

export async function cancel(id: string, { json }: { readonly json?: boolean }): Promise<void> {
	await withLedger(async (app) => {
		const workflow = await app.ledger.requestCancel(id);
		if (!workflow) throw unknownWorkflow(id);
		const wasOver = isFinal(workflow.status);
		if (!wasOver) await untilOver(app, id);
		const now = (await app.ledger.find(id)) ?? workflow;
		if (json) {
			printJson(await statusDocument(app, now));
			return;
		}
		print(wasOver ? `${id} is over already: ${now.status}.` : `${id} ${now.status}. What it had found is kept: ${howToCall('result', id)}`);
	});
}

async function untilOver(app: App, id: string): Promise<void> {
	for (const giveUpAt = performance.now() + patienceMs; performance.now() < giveUpAt; await wait(100)) {
		// Where nobody runs it (any more), ending it is up to us.
		await (await app.engine.take(id))?.ended;
		const workflow = await app.ledger.find(id);
		if (!workflow || isFinal(workflow.status)) return;
	}
	throw new AutointelError('not-cancelled-yet', `The process that runs ${id} has not ended it yet`, {
		hint: `It was told to. ${howToCall('status', id)} shows when it has.`
	});
}
