import { statusDocument, workflowDocument } from '#root/cli/documents';
import { howToCall } from '#root/cli/howToCall';
import { mentionInterrupted } from '#root/cli/mentionInterrupted';
import { withLedger } from '#root/cli/openApp';
import { formatDuration, print, printJson, table } from '#root/cli/print';
import { showWorkflows } from '#root/cli/showWorkflows';
import { unknownWorkflow } from '#root/cli/UsageError';

/** How many workflows that are over `status` shows. */
const shown = 5;

export async function status(id: string | undefined, { json }: { readonly json?: boolean }): Promise<void> {
	await withLedger(async (app) => {
		if (id === undefined) {
			const [open, over] = await Promise.all([
				app.ledger.list({ statuses: ['queued', 'running', 'parked'], limit: 1000 }),
				app.ledger.list({ statuses: ['succeeded', 'partial', 'failed', 'cancelled'], limit: shown })
			]);
			const documents = await Promise.all([...open, ...over].map((workflow) => workflowDocument(app, workflow)));
			if (json) {
				printJson(documents);
				return;
			}
			showWorkflows(documents);
			return mentionInterrupted(app);
		}
		const workflow = await app.ledger.find(id);
		if (!workflow) throw unknownWorkflow(id);
		const document = await statusDocument(app, workflow);
		if (json) {
			printJson(document);
			return;
		}
		print(
			`${id}: ${document.status}${document.reason === undefined ? '' : `, ${document.reason}`} (${Math.round(document.progress * 100)} %)`
		);
		print(`${document.depth}, ${document.source}\n`);
		print(
			table(
				document.stages.map(({ name, status: stageStatus, durationMs, reason }) => [
					name,
					stageStatus,
					durationMs > 0 ? formatDuration(durationMs) : '',
					reason ?? ''
				])
			)
		);
		if (workflow.finishedAt !== undefined) print(`\nIts result: ${howToCall('result', id)}`);
		await mentionInterrupted(app);
	});
}
