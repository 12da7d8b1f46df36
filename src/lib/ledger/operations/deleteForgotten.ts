import type { LedgerTransaction } from '#lib/ledger/schema';
import type { Forgetting } from '#lib/workflow/forgetting';
import type { Subject } from '#lib/workflow/subject';
import { deleteWorkflows } from './deleteWorkflows.js';
import { findForgetting, putForgetting } from './forgettings.js';
import { takeDeliveries } from './takeDeliveries.js';

/**
 * Deletes the rows of the workflows that are being forgotten, and what a person thought of others; writes down which files nobody has any
 * more, and which messages may have been sent by somebody who never came back to say so.
 */
export async function deleteForgotten(tx: LedgerTransaction, subject: Subject): Promise<Forgetting | undefined> {
	const known = await findForgetting(tx, subject);
	if (!known) return undefined;
	const unsettled = await takeDeliveries(tx, known.workflows, known.messages);
	if (subject.type === 'person') await tx.deleteFrom('votes').where('userId', '=', subject.id).where('at', '<=', known.askedAt).execute();
	const files = await deleteWorkflows(tx, known.workflows);
	const forgetting = { ...known, files: [...known.files, ...files], messages: [...known.messages, ...unsettled] };
	await putForgetting(tx, forgetting);
	return forgetting;
}
