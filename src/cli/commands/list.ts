import { workflowDocument } from '#root/cli/documents';
import { mentionInterrupted } from '#root/cli/mentionInterrupted';
import { withLedger } from '#root/cli/openApp';
import { printJson } from '#root/cli/print';
import { showWorkflows } from '#root/cli/showWorkflows';

export async function list({ json }: { readonly json?: boolean }): Promise<void> {
	await withLedger(async (app) => {
		const workflows = await app.ledger.list({ limit: 1000 });
		const documents = await Promise.all(workflows.map((workflow) => workflowDocument(app, workflow)));
		if (json) {
			printJson(documents);
			return;
		}
		showWorkflows(documents);
		await mentionInterrupted(app);
	});
}
