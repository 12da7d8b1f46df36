import type { LedgerTransaction } from '#lib/ledger/schema';
import type { KnowledgeDocument } from '#lib/workflow/knowledge';

/** Small batches: each insert is one call into SQLite, and nothing else happens meanwhile. */
const batch = 50;

/** Makes what a stage has learned findable, in place of what it learned the last time. */
export async function indexDocuments(
	tx: LedgerTransaction,
	workflowId: string,
	stage: string,
	documents: readonly KnowledgeDocument[]
): Promise<void> {
	await tx.deleteFrom('documents').where('workflowId', '=', workflowId).where('stage', '=', stage).execute();
	for (let start = 0; start < documents.length; start += batch) {
		const rows = documents.slice(start, start + batch).map(({ type, text, speaker, at, language }) => ({
			workflowId,
			stage,
			type,
			text,
			speaker: speaker ?? null,
			positionJson: at === undefined ? null : JSON.stringify(at),
			language: language ?? null
		}));
		await tx.insertInto('documents').values(rows).execute();
	}
}
