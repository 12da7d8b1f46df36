import type { StoredFile } from '#lib/artifacts/ArtifactStore';
import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Source } from '#lib/workflow/source';
import { recordArtifact } from './recordArtifact.js';

/**
 * Notes that the file a workflow analyses lies in the artifact store; without `stored`: that it could not be had, and the workflow has to find
 * out why. Either way it can begin.
 */
export async function storeSource(
	tx: LedgerTransaction,
	workflowId: string,
	stored: { readonly source: Source; readonly file: StoredFile } | undefined,
	now: number
): Promise<void> {
	const { numUpdatedRows } = await tx
		.updateTable('requests')
		.set({ attachmentJson: null })
		.where('workflowId', '=', workflowId)
		.where('attachmentJson', 'is not', null)
		.executeTakeFirst();
	// Forgotten meanwhile, or stored by another process.
	if (numUpdatedRows !== 1n || !stored) return;
	await recordArtifact(tx, workflowId, stored.file, now);
	await tx
		.updateTable('workflows')
		.set({ sourceJson: JSON.stringify(stored.source) })
		.where('id', '=', workflowId)
		.execute();
}
