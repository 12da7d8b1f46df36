import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Forgetting } from '#lib/workflow/forgetting';
import type { Subject } from '#lib/workflow/subject';
import { deleteWorkflows } from './deleteWorkflows.js';
import { findForgetting, putForgetting } from './forgettings.js';

/** Deletes the rows of the workflows that are being forgotten, and writes down which files nobody has any more. */
export async function deleteForgotten(tx: LedgerTransaction, subject: Subject): Promise<Forgetting | undefined> {
	const known = await findForgetting(tx, subject);
	if (!known) return undefined;
	const files = await deleteWorkflows(tx, known.workflows);
	const forgetting = { ...known, files: [...known.files, ...files] };
	await putForgetting(tx, forgetting);
	return forgetting;
}
